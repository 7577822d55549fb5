// Node, Deno and Bun: no flags, no permissions. The suite is laid beside this file.
import './suite.js'

console.log(`RESULT ${JSON.stringify(await globalThis.report())}`)
