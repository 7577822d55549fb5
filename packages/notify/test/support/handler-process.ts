// One of several processes behind one callback URL. Sends its parent its port, and then each effect.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createVerifier } from '@wxdp/auth'
import { createNodeHandler } from '@wxdp/notify/node'
import { apiV3Key, platformSerial } from '@wxdp-internal/fixtures'
import { openInbox } from './stores.ts'

const { NUMBER, STORE = '', PLATFORM_PUBLIC_KEY = '', LEASE, DEADLINE } = process.env
const inbox = await openInbox(JSON.parse(STORE), Number(NUMBER), { lease: Number(LEASE) })
const failed = new Set<string>()

const handler = createNodeHandler({
  verifier: createVerifier({ keys: { [platformSerial]: PLATFORM_PUBLIC_KEY } }),
  apiV3Key,
  async onNotification({ id }) {
    // `hangs-0-…` hangs in process 0, at its first delivery there.
    const [fault, number] = id.split('-')
    if (number === NUMBER && !failed.has(id)) {
      failed.add(id)
      if (fault === 'throws') throw new Error('this time it fails')
      if (fault === 'hangs') await new Promise(() => {})
      if (fault === 'crashes') process.kill(process.pid, 'SIGKILL')
    }
    // Long enough for a duplicate to arrive meanwhile.
    await sleep(5)
    // Waits, so that no effect is lost when the process is killed.
    await send({ effect: id })
  },
  observe() {},
  inbox,
  deadline: Number(DEADLINE),
})

/** Resolves when the message is on its way. */
function send(message: object): Promise<void> {
  return new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()))
}

const server = createServer(handler).listen(0, '127.0.0.1')
// Longer than any test: a connection that closes while it is reused would look like a fault.
server.keepAliveTimeout = 120_000
await once(server, 'listening')
process.send?.({ port: (server.address() as AddressInfo).port })
// Without its parent, nobody needs this process.
process.once('disconnect', () => process.exit())
