import '../../suite/vectors.ts'
import { equal, test } from '../../harness/index.ts'
import '../../harness/publish.ts'

test('planted', 'a case that fails', () => equal(1, 2))
