import { type AuthError, createVerifier } from '@wxdp/auth'
import type { DeliveryContext, SandboxClientOptions, SandboxHandlerSettings } from '@wxdp/sandbox'
import { createTestSandbox } from '@wxdp/sandbox/testing'
import { utf8 } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'
import { callWith } from '../support/caller.ts'
import { createPlan, own } from '../support/stage.ts'

const soon = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()
const terms = { ...own, delivery_start_time: soon(1), delivery_end_time: soon(31) }

/** A client that is not that of `@wxdp/fetch`. */
const createClient = ({ fetch, signer, verifier, sandbox }: SandboxClientOptions) => ({
  call: callWith({ fetch, signer, platformSerial: '' }),
  verifier,
  sandbox,
})

describe('createTestSandbox', () => {
  it('wires a client for each caller', async () => {
    const sandbox = await createTestSandbox({ createClient })
    await createPlan(sandbox.client.call, terms)
    expect(sandbox.client.sandbox).toBe(true)
    const brand = await sandbox.brandClient()
    const { brand_id: _, ...ofBrand } = terms
    const { platformSerial } = await sandbox.brand.credentials()
    const created = await brand.call('POST', '/brand/marketing/delivery-plan/delivery-plans', ofBrand, {
      'Wechatpay-Serial': platformSerial,
    })
    expect(created.status).toBe(200)
    expect(sandbox.control.plans().plans.map(({ owner }) => owner)).toEqual(['partner', 'brand'])
  })

  it('has no client without createClient, acknowledges each callback, and sends none over the network', async () => {
    const sandbox = await createTestSandbox()
    expect(sandbox.client).toBeUndefined()
    expect(await sandbox.brandClient()).toBeUndefined()
    const deliveries = await sandbox.control.sendPlanChange({ plan_id: '1' })
    expect(deliveries.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'probe 204',
      'notification 204',
      'duplicate 204',
    ])
  })

  it('sends the callbacks of each owner to a handler that has its settings, made once', async () => {
    const made: [string, SandboxHandlerSettings][] = []
    const got: [string, string][] = []
    const sandbox = await createTestSandbox({
      createClient,
      callbacks: { probes: 0, duplicates: 0 },
      createHandler(settings, owner) {
        made.push([owner, settings])
        return async (request: Request, context: DeliveryContext) => {
          const body = new Uint8Array(await request.arrayBuffer())
          await settings.verifier.verify({ headers: request.headers, body })
          got.push([context.owner, request.url])
          return new Response(null, { status: 204 })
        }
      },
    })
    const { plan_id } = await createPlan(sandbox.client.call, terms)
    await sandbox.control.settled()
    await sandbox.control.approve(plan_id)
    await sandbox.control.sendNotification(
      'https://pay.example.com/other',
      { eventType: 'A.B', originalType: 'a', summary: 's', resource: {} },
      'brand',
    )
    expect(got).toEqual([
      ['partner', 'https://pay.example.com/wechatpay/plans'],
      ['partner', 'https://pay.example.com/wechatpay/plans'],
      ['brand', 'https://pay.example.com/other'],
    ])
    expect(made.map(([owner]) => owner)).toEqual(['partner', 'brand'])
    expect(made[0]?.[1].apiV3Key).toBe(sandbox.credentials.apiV3Key)
    expect(made[1]?.[1].apiV3Key).toBe((await sandbox.brand.credentials()).apiV3Key)
    expect([sandbox.control.notifyUrl, sandbox.control.brandNotifyUrl]).toEqual([
      'https://pay.example.com/wechatpay/plans',
      'https://pay.example.com/wechatpay/brand-plans',
    ])
  })

  it('has callback URLs of coupons, too', async () => {
    const sandbox = await createTestSandbox({ createClient, callbacks: { probes: 0, duplicates: 0 } })
    const { plan_id } = await createPlan(sandbox.client.call, terms)
    await sandbox.control.approve(plan_id)
    await sandbox.control.advance('2d')
    const { deliveries } = await sandbox.control.sendCoupon(plan_id)
    expect(deliveries).toMatchObject([{ kind: 'notification', status: 204 }])
    expect([sandbox.control.couponNotifyUrl, sandbox.control.brandCouponNotifyUrl]).toEqual([
      'https://pay.example.com/wechatpay/coupons',
      'https://pay.example.com/wechatpay/brand-coupons',
    ])
  })

  it('has a clock that stands still, unless it is told otherwise', async () => {
    const sandbox = await createTestSandbox()
    const before = sandbox.control.now
    await sandbox.control.advance('3h')
    expect(sandbox.control.now).toBe(before + 3 * 3_600_000)
    let time = 5_000_000_000_000
    const turned = await createTestSandbox({ now: () => time })
    time += 1
    expect(turned.control.now).toBe(time)
    await expect(createTestSandbox({ now: () => time, speed: 1 })).rejects.toMatchObject({
      code: 'SANDBOX_OPTION_INVALID',
    })
  })

  it('has the same key pairs as the one before, but accepts nothing that is for the other', async () => {
    const [one, other] = [await createTestSandbox(), await createTestSandbox()]
    expect(one.credentials.privateKey).toBe(other.credentials.privateKey)
    expect(one.credentials.platformPublicKey).toBe(other.credentials.platformPublicKey)
    expect(one.credentials.platformPublicKey).not.toBe((await one.brand.credentials()).platformPublicKey)
    expect(one.credentials.serialNo).not.toBe(other.credentials.serialNo)
    const { headers, body } = await one.callback()
    const rejected = await other
      .handlerSettings()
      .verifier.verify({ headers, body: utf8(body) })
      .catch(({ code }: AuthError) => code)
    expect(rejected).toBe('AUTH_SERIAL_UNKNOWN')
    const { platformSerial, platformPublicKey } = other.credentials
    expect(createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox: true })).toBeDefined()
  })

  it.each<[string, unknown, string]>([
    ['null', null, 'options: expected an object, found null.'],
    [
      'a client for createClient',
      { createClient: {} },
      'createClient: expected a function, found another object.',
    ],
    ['a string', { createHandler: 'x' }, 'createHandler: expected a function, found another string.'],
    [
      'both ways to receive',
      { createHandler: () => async () => new Response(), deliver: async () => new Response() },
      'deliver: not possible with createHandler.',
    ],
    ['a misspelt option', { createclient: createClient }, 'createclient: unknown. Expected one of '],
  ])('refuses %s', async (_, options, message) => {
    await expect(createTestSandbox(options as never)).rejects.toMatchObject({
      code: 'SANDBOX_OPTION_INVALID',
      message: expect.stringContaining(message),
    })
  })
})
