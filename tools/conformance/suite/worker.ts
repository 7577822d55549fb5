// Settings from the environment of a worker, loaded at the first request.
import { createVerifier } from '@wxdp/auth'
import { type CallbackWorker, createWorker } from '@wxdp/notify/worker'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { alike, equal, test } from '../harness/index.ts'
import { callback } from './support/callback.ts'
import { deferred } from './support/deferred.ts'
import { now } from './support/platform.ts'

const group = 'worker'

interface Env {
  readonly API_V3_KEY: string
  readonly SERIAL: string
  readonly PUBLIC_KEY: string
}
const { serialNo, publicKey } = keys.platform
const env: Env = { API_V3_KEY: apiV3Key, SERIAL: serialNo, PUBLIC_KEY: publicKey }

interface Recorded {
  /** The environments that the settings were made from. */
  readonly loaded: Env[]
  /** What `onNotification` was called with: the id, the serial and the environment. */
  readonly handled: unknown[]
  readonly worker: CallbackWorker<Env>
}

function recordedWorker(work: () => Promise<void> | void = () => {}): Recorded {
  const loaded: Env[] = []
  const handled: unknown[] = []
  const worker = createWorker((given: Env) => {
    loaded.push(given)
    return {
      verifier: createVerifier({ keys: { [given.SERIAL]: given.PUBLIC_KEY }, now }),
      apiV3Key: given.API_V3_KEY,
      deadline: 50,
      onNotification({ id }, { serialNo, host }) {
        handled.push([id, serialNo, host.env])
        return work()
      },
      observe() {},
    }
  })
  return { loaded, handled, worker }
}

/** Created while the module loads, as a worker's default export is. */
const created = recordedWorker()

test(group, 'the settings are made from the environment, once, and the host is passed on', async () => {
  const { worker, loaded, handled } = created
  for (const id of ['EV-1', 'EV-2']) {
    const request = await callback(await planChangeEnvelope({ id }))
    equal((await worker.fetch(request, env)).status, 204)
  }
  alike(loaded, [env])
  alike(handled, [
    ['EV-1', serialNo, env],
    ['EV-2', serialNo, env],
  ])
})

test(group, 'waitUntil keeps the worker alive until the work ends', async () => {
  const { promise, resolve } = deferred()
  const { worker } = recordedWorker(() => promise)
  const waited: Promise<unknown>[] = []
  const context = { waitUntil: (work: Promise<unknown>) => void waited.push(work) }
  equal((await worker.fetch(await callback(), env, context)).status, 500)
  equal(waited.length, 1)
  resolve()
  await Promise.all(waited)
})

test(group, 'settings that fail get a 500, and are made again at the next request', async () => {
  const { worker, loaded } = recordedWorker()
  const log = console.error
  const logged: string[] = []
  console.error = (line: string) => void logged.push(line)
  try {
    const wrong = { ...env, API_V3_KEY: 'short' }
    equal((await worker.fetch(await callback(), wrong)).status, 500)
  } finally {
    console.error = log
  }
  equal(logged.length, 1)
  equal(/NOTIFY_\w+/.exec(logged[0] ?? '')?.[0], 'NOTIFY_SETTINGS_FAILED')
  equal(logged[0]?.includes('short'), false)
  equal((await worker.fetch(await callback(), env)).status, 204)
  equal(loaded.length, 2)
})
