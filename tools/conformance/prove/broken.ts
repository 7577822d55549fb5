// The same with a case that must fail.
import '../suite/vectors.ts'
import { equal, test } from '../harness/index.ts'
import '../harness/door.ts'

test('planted', 'a broken case', () => equal(1, 2))
