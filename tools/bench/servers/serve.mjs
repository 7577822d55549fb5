// Shared by the servers of the load question. A server prints its port; when its input ends, it prints how many
// callbacks it has handled and its processor time.
import { readFileSync } from 'node:fs'

export const { keys, apiV3Key, planId } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))

let handled = 0
/** Counts a plan change if it is the one that was sent. */
export function handle(resource) {
  if (resource.plan_id === planId) handled += 1
}

export function serve(server) {
  server.listen(0, '127.0.0.1', () => {
    console.log(`PORT ${server.address().port}`)
    const since = process.cpuUsage()
    process.stdin.resume().once('end', () => {
      const { user, system } = process.cpuUsage(since)
      console.log(`DONE ${handled} ${user + system}`)
      process.exit()
    })
  })
}
