import '../../suite/vectors.ts'
import { test } from '../../harness/index.ts'
import '../../harness/publish.ts'

// No timer can end it: it never yields to the host.
test('planted', 'a case that never ends', () => {
  for (;;);
})
