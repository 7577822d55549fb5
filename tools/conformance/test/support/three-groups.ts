import '../../suite/vectors.ts'
import '../../suite/verifying.ts'
import '../../suite/client.ts'
import '../../harness/publish.ts'
