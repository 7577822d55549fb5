import { readFileSync } from 'node:fs'
import { createVerifier } from '@wxdp/auth'
import { createReceiver } from '@wxdp/notify'

const { keys, apiV3Key, headers, body } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const receive = createReceiver({ verifier: createVerifier({ keys }), apiV3Key })
await receive({ headers, body: Buffer.from(body) })
const age = performance.now()
const { user, system } = process.cpuUsage()
console.log(`READY ${age} ${(user + system) / 1000}`)
