// A case that never gives the host back: no timer inside it can end this one.
import '../suite/vectors.ts'
import { test } from '../harness/index.ts'
import '../harness/door.ts'

test('planted', 'a case without end', () => {
  for (;;);
})
