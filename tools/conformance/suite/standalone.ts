// The one file for hosts that cannot install packages.
import { byKind, createPlainVerifier, createWorker } from '@wxdp/notify/standalone'
import { apiV3Key, keys, official } from '@wxdp-internal/fixtures'
import { planChange } from '@wxdp-internal/fixtures/messages'
import { alike, equal, test } from '../harness/index.ts'
import { callback } from './support/callback.ts'
import { now } from './support/platform.ts'

const group = 'standalone'
const { serialNo, publicKey } = keys.platform

function recordedWorker() {
  const handled: unknown[] = []
  const outcomes: unknown[] = []
  const worker = createWorker((env: { readonly KEY: string }) => ({
    verifier: createPlainVerifier({ keys: { [serialNo]: publicKey }, now }),
    apiV3Key: env.KEY,
    onNotification: byKind({
      planChange: ({ resource }) => void handled.push(resource),
      other: ({ event_type }) => void handled.push(event_type),
    }),
    observe: ({ outcome, status }) => outcomes.push(`${outcome} ${status}`),
  }))
  // As the functions of EdgeOne Pages are called: one object, whose `waitUntil` may be used without it.
  const onRequest = (request: Request) => worker.fetch(request, { KEY: apiV3Key }, { waitUntil() {} })
  return { handled, outcomes, onRequest }
}

test(group, 'genuine, duplicate, probe, forged, GET: each gets its response', async () => {
  const { onRequest, handled, outcomes } = recordedWorker()
  const probe = { headers: { 'wechatpay-signature': official.probe.signature } }
  const sent = [
    await callback(),
    await callback(),
    await callback(undefined, probe),
    await callback(undefined, { sent: '{}' }),
    new Request('https://pay.example.com/wechatpay/plans'),
  ]
  const responses: Response[] = []
  for (const request of sent) responses.push(await onRequest(request))
  alike(
    responses.map(({ status }) => status),
    [204, 204, 401, 401, 405],
  )
  alike(handled, [planChange])
  alike(outcomes, ['accepted 204', 'duplicate 204', 'probe 401', 'refused 401', 'refused 405'])
})

test(group, 'a key that is none has its remedy', () => {
  try {
    createPlainVerifier({ keys: { [serialNo]: 'pub_key.pem' } })
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string }
    alike([code, message.includes('a file path')], ['AUTH_KEY_INVALID', true])
    return
  }
  equal('accepted', 'refused')
})

test(group, 'a key that is no file is refused', () => {
  try {
    createPlainVerifier({ keys: { [serialNo]: { kty: 'RSA' } as unknown as string } })
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string }
    alike([code, message.includes('Found an object')], ['AUTH_KEY_INVALID', true])
    return
  }
  equal('accepted', 'refused')
})
