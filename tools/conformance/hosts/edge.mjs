// The edge VM evaluates a script; it has no modules.
import { readFileSync } from 'node:fs'
import { EdgeVM } from '@edge-runtime/vm'

const vm = new EdgeVM({ initialCode: readFileSync(new URL('suite.js', import.meta.url), 'utf8') })
console.log(`RESULT ${await vm.evaluate('report().then((said) => JSON.stringify(said))')}`)
