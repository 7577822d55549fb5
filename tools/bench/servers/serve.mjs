// What every server of the question `load` shares: it says where it listens, and, when it is told to end, how many
// callbacks it has handled and what that cost.
import { readFileSync } from 'node:fs'

/** @type {{ keys: Record<string, string>, apiV3Key: string, planId: string }} */
export const { keys, apiV3Key, planId } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))

let handled = 0
/** Counts a plan's change, if it is the one that was sent. */
export function handle(/** @type {unknown} */ resource) {
  if (/** @type {{ plan_id?: unknown }} */ (resource).plan_id === planId) handled += 1
}

/** @param {import('node:http').Server} server */
export function serve(server) {
  server.listen(0, '127.0.0.1', () => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
    console.log(`PORT ${port}`)
    const since = process.cpuUsage()
    process.stdin.resume().once('end', () => {
      const { user, system } = process.cpuUsage(since)
      console.log(`DONE ${handled} ${user + system}`)
      process.exit()
    })
  })
}
