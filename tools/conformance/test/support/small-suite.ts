// A small suite that passes on every host.
import '../../suite/vectors.ts'
import '../../harness/publish.ts'
