// A small suite without fault.
import '../suite/vectors.ts'
import '../harness/door.ts'
