// Node, Deno and Bun, without flags and permissions. The suite is copied beside this file.
import './suite.js'

console.log(`RESULT ${JSON.stringify(await globalThis.report())}`)
