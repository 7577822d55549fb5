// The edge VM evaluates scripts only.
import { readFileSync } from 'node:fs'
import { EdgeVM } from '@edge-runtime/vm'

const vm = new EdgeVM({ initialCode: readFileSync(new URL('suite.js', import.meta.url), 'utf8') })
console.log(`RESULT ${await vm.evaluate('report().then(JSON.stringify)')}`)
