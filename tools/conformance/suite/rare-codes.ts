// The error codes that no other case reaches.
import { createVerifier } from '@wxdp/auth'
import { defineEndpoint, fromResponse, type StandardSchema } from '@wxdp/core'
import { createPlan, setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createCertificateKeyring } from '@wxdp/fetch/certificates'
import { createMemoryInbox, createSourceCheck } from '@wxdp/notify'
import { createRedisInbox } from '@wxdp/notify/redis'
import { createSandboxFor } from '@wxdp/sandbox'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { equal, refuses, test } from '../harness/index.ts'
import { clientOf, input } from './support/call.ts'
import { callback, recordedHandler } from './support/callback.ts'
import { callers, now, signer } from './support/platform.ts'

const group = 'rare codes'

const any: StandardSchema<Record<never, never>> = {
  '~standard': {
    version: 1,
    vendor: 'suite',
    validate: (value) => ({ value: value as Record<never, never> }),
  },
}
const odd = (path: string) =>
  defineEndpoint<Record<never, never>>({
    ...{ name: 'odd', method: 'GET', caller: 'mchid', retry: 'safe', input: any },
    ...{ path, page: 'https://pay.weixin.qq.com/doc/v3/partner/4012081726' },
  })
const certificates = (code: string) => () =>
  createCertificateKeyring({
    signer,
    apiV3Key,
    fetch: async () => new Response(JSON.stringify({ code }), { status: 404 }),
  }).ready()
const sandbox = () => createSandboxFor(callers, { now })

const causes: Readonly<Record<string, () => unknown>> = {
  AUTH_OPTION_INVALID: () => createVerifier({ keys: {} }),
  CORE_OPTION_INVALID: () => odd('v3/no-slash'),
  CORE_RESPONSE_UNVERIFIED: () => {
    const unsigned = { status: 200, headers: new Headers(), verified: 'unsigned', body: new Uint8Array() }
    return fromResponse(setNotifyUrl, unsigned as Parameters<typeof fromResponse>[1])
  },
  FETCH_TARGET_CHANGED: () => clientOf(async () => new Response()).call(odd('/v3/a/../b'), {}),
  FETCH_CERTIFICATES_NONE: certificates('RESOURCE_NOT_EXISTS'),
  FETCH_CERTIFICATES_EXPIRED: certificates('NOT_ENOUGH'),
  NOTIFY_OPTION_INVALID: () => createMemoryInbox({ lease: 0 }),
  NOTIFY_INBOX_FULL: async () => {
    const inbox = createMemoryInbox({ capacity: 1 })
    await inbox.claim('one')
    return inbox.claim('two')
  },
  NOTIFY_INBOX_UNAVAILABLE: () =>
    // The claim is tried to be released until its lease ends.
    createRedisInbox({ client: { call: () => Promise.reject(new Error('down')) }, lease: 20 }).claim('one'),
  SANDBOX_OPTION_INVALID: () => createSandboxFor(callers, { now: 7 as never }),
  SANDBOX_PRIVATE_KEY_MISSING: async () => (await sandbox()).clientOptions(),
  SANDBOX_PLAN_UNKNOWN: async () => (await sandbox()).control.approve('0'),
  SANDBOX_COUPON_UNKNOWN: async () => (await sandbox()).control.coupon('0'),
  SANDBOX_STEP_IMPOSSIBLE: async () => {
    const deliver = async () => new Response(null, { status: 204 })
    const box = await createSandboxFor(callers, { now, deliver })
    const client = createClient(box.clientOptions(keys.merchant))
    await client.call(setNotifyUrl, input)
    const { plan } = await client.call(createPlan, {
      ...{ out_request_no: 'rare-codes-1', brand_id: keys.brand.brandId, reuse_coupon_config: true },
      ...{ product_coupon_id: '1000000013', stock_id: '1000000013001' },
    })
    return box.control.exhaust(plan.plan_id)
  },
  SANDBOX_NOTIFY_URL_MISSING: async () => (await sandbox()).control.sendPlanChange({ plan_id: '1' }),
  SANDBOX_CALLBACK_UNKNOWN: async () => (await sandbox()).control.resend('none'),
  SANDBOX_STATE_INVALID: () => createSandboxFor({}, { state: {} as never }),
  SANDBOX_STATE_VERSION: () =>
    createSandboxFor({}, { state: { kind: 'wxdp sandbox', version: 99 } as never }),
  SANDBOX_CAUSE_UNKNOWN: async () => (await sandbox()).control.refuseNext('none' as never),
}

for (const [code, cause] of Object.entries(causes)) test(group, code, () => refuses(code, cause))

test(group, 'NOTIFY_SOURCE', async () => {
  const sourceCheck = createSourceCheck({ address: () => '203.0.113.1' })
  const { handler, outcomes } = recordedHandler(undefined, { sourceCheck })
  equal((await handler(await callback())).status, 403)
  equal(outcomes.join(), 'refused 403 NOTIFY_SOURCE')
})
