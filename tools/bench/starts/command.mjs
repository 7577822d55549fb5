import { readFileSync } from 'node:fs'

const manifest = import.meta.resolve('wxdp/package.json')
const { bin } = JSON.parse(readFileSync(new URL(manifest), 'utf8'))
const program = new URL(bin.wxdp, manifest)
process.argv.splice(1, process.argv.length, program.pathname, 'explain', 'SIGN_ERROR')
await import(program)
const age = performance.now()
const { user, system } = process.cpuUsage()
console.log(`READY ${age} ${(user + system) / 1000}`)
