import { createSandbox, createSandboxFor, type Sandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { keys } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'
import { stage } from '../support/stage.ts'

const { mchid, serialNo, publicKey, privateKey } = keys.merchant
const merchant = { mchid, serialNo, publicKey }
type Make = (...values: readonly unknown[]) => Promise<unknown>
const make = createSandbox as unknown as Make
const makeFor = createSandboxFor as unknown as Make
const serve = serveSandbox as unknown as Make

const invalid = (message: RegExp) => ({
  name: 'SandboxError',
  code: 'SANDBOX_OPTION_INVALID',
  message: expect.stringMatching(message),
})

describe('createSandbox', () => {
  it.each<[string, unknown, RegExp]>([
    ['null', null, /^the argument: expected an object, found null\. \S+#sandbox_option_invalid$/],
    ['an array', [], /^the argument: expected an object, found an array/],
    ['a promise', Promise.resolve({}), /found a promise; await it/],
    ['a string', 'x', /found another string/],
    ['a function', () => ({}), /found a function/],
    ['a misspelt option', { nwo: Date.now }, /^nwo: unknown\. Expected one of apiV3Key, /],
    ['a time for a clock', { now: 5 }, /^now: expected a function, found a number/],
    [
      'a clock without time',
      { now: () => Number.NaN },
      /^now: expected a function that returns milliseconds/,
    ],
    [
      'a string for the speed',
      { speed: 'fast' },
      /^speed: expected a number from 0 to 1,000,000, found another/,
    ],
    ['a clock that runs backwards', { speed: -1 }, /^speed: expected a number from 0/],
    ['no number for the speed', { speed: Number.NaN }, /^speed: expected a number from 0/],
    ['a speed with now', { speed: 1, now: Date.now }, /^speed: not possible with now/],
    ['another duration', { auditTime: '2 hours' }, /^auditTime: expected milliseconds, or a string such as/],
    ['a rate for callbacks', { callbacks: 0.5 }, /^callbacks: expected an object, found a number/],
    [
      'a misspelt chance',
      { callbacks: { probe: 1 } },
      /^callbacks.probe: unknown\. Expected one of probes, /,
    ],
    ['a chance above 1', { callbacks: { probes: 2 } }, /^callbacks.probes: expected a number from 0 to 1/],
    [
      'no number for a chance',
      { callbacks: { duplicates: '1' } },
      /^callbacks.duplicates: expected a number/,
    ],
    [
      'none at a time',
      { callbacks: { parallel: 0 } },
      /^callbacks.parallel: expected an integer from 1 to 1,000/,
    ],
    ['half at a time', { callbacks: { parallel: 1.5 } }, /^callbacks.parallel: expected an integer/],
    ['too many at a time', { callbacks: { parallel: 1001 } }, /^callbacks.parallel: expected an integer/],
    [
      'another word for unknown coupons',
      { unknownCoupons: 'ignore' },
      /^unknownCoupons: expected adopt or refuse/,
    ],
    ['another delay', { callbacks: { delay: 'soon' } }, /^callbacks.delay: expected milliseconds, or/],
    [
      'a delay of one bound',
      { callbacks: { delay: ['1s'] } },
      /^callbacks.delay: .* the shortest and the longest/,
    ],
    [
      'a delay that ends before it begins',
      { callbacks: { delay: ['2s', '1s'] } },
      /^callbacks.delay: expected/,
    ],
    ['an object for deliver', { deliver: {} }, /^deliver: expected a function, found another object/],
    ['another mode', { platformKeys: 'none' }, /^platformKeys: expected publicKey, certificates or both/],
    ['one endpoint', { endpoints: {} }, /^endpoints: expected an array/],
    ['one brand', { authorisedBrands: '120344' }, /^authorisedBrands: expected an array of strings/],
    ['a list of numbers', { authorisedBrands: [1] }, /^authorisedBrands: expected an array of strings/],
    ['an empty APIv3 key', { apiV3Key: '' }, /^apiV3Key: expected a non-empty string, found an empty string/],
    ['a coupon that is null', { coupon: null }, /^coupon: expected an object, found null/],
  ])('rejects %s', async (_, options, message) => {
    await expect(make(options)).rejects.toMatchObject(invalid(message))
  })

  it('takes options that are undefined for absent', async () => {
    await expect(make({ now: undefined, deliver: undefined, platform: undefined })).resolves.toBeDefined()
    await expect(make(undefined)).resolves.toBeDefined()
  })

  it('shows no secret', async () => {
    const error = await make({ apiV3Key: ['secret-secret-secret-secret-1234'] }).catch(String)
    expect(error).toMatch(
      /^SandboxError: apiV3Key: expected a non-empty string, found an array\. \S+#sandbox_option_invalid$/,
    )
  })
})

describe('createSandboxFor', () => {
  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /found undefined/],
    [
      'a merchant of its own, not in an object',
      merchant,
      /^mchid: unknown\. Expected one of merchant, brand/,
    ],
    ['no serial', { merchant: { mchid, publicKey } }, /^merchant.serialNo: expected a serial number/],
    [
      'a number as mchid',
      { merchant: { ...merchant, mchid: 1900000109 } },
      /^merchant.mchid: expected a non-empty string, found a number/,
    ],
    ['no key', { brand: { brandId: '1', serialNo } }, /^brand.publicKey: expected PEM, found undefined/],
    [
      'the key as a Buffer',
      { merchant: { ...merchant, publicKey: Buffer.from(publicKey) } },
      /^merchant.publicKey: expected PEM/,
    ],
    ['a promise', { merchant: Promise.resolve(merchant) }, /^merchant: expected an object, found a promise/],
  ])('rejects %s', async (_, callers, message) => {
    await expect(makeFor(callers)).rejects.toMatchObject(invalid(message))
  })

  it('rejects a private key in place of the public one', async () => {
    await expect(makeFor({ merchant: { ...merchant, publicKey: privateKey } })).rejects.toMatchObject({
      code: 'AUTH_KEY_ROLE',
    })
  })

  it('takes a serial as openssl prints it', async () => {
    const spelled = `serial=${serialNo.match(/../g)?.join(':')}\n`
    const box = await createSandboxFor({ merchant: { ...merchant, serialNo: spelled } })
    expect(box.credentials.serialNo).toBe(serialNo)
  })
})

describe('serveSandbox', () => {
  it.each<[string, readonly unknown[], RegExp]>([
    ['a promise', [createSandbox()], /^sandbox: expected a sandbox, found a promise; await it/],
    ['nothing', [], /^sandbox: expected a sandbox, found undefined/],
    ['an array', [[]], /^sandbox: expected a sandbox, found an array/],
    ['a port that is a string', [{ fetch }, { port: '80' }], /^port: expected an integer from 0 to 65535/],
    ['a port that is too high', [{ fetch }, { port: 70_000 }], /^port: expected an integer/],
  ])('rejects %s', async (_, values, message) => {
    await expect(serve(...values)).rejects.toMatchObject(invalid(message))
  })
})

describe('control', () => {
  type Control = Readonly<Record<keyof Sandbox['control'], Make>>

  it.each<[keyof Sandbox['control'], readonly unknown[], string, RegExp]>([
    ['sendPlanChange', [], 'SANDBOX_OPTION_INVALID', /^change: expected an object/],
    ['sendPlanChange', [{}], 'SANDBOX_OPTION_INVALID', /^change.plan_id: expected a non-empty string/],
    ['sendNotification', ['/p', {}], 'SANDBOX_OPTION_INVALID', /^url: expected an absolute URL/],
    ['sendNotification', ['https://a.example/p'], 'SANDBOX_OPTION_INVALID', /^content: expected an object/],
    [
      'sendNotification',
      ['https://a.example/p', { eventType: 'A' }],
      'SANDBOX_OPTION_INVALID',
      /^content.originalType/,
    ],
    [
      'sendNotification',
      ['https://a.example/p', { eventType: 'A', originalType: 'a', summary: 's', resource: 'x' }],
      'SANDBOX_OPTION_INVALID',
      /^content.resource: expected an object/,
    ],
    [
      'sendNotification',
      ['https://a.example/p', { eventType: 'A', originalType: 'a', summary: 's', resource: {} }, 'both'],
      'SANDBOX_OPTION_INVALID',
      /^to: expected partner or brand/,
    ],
    [
      'usePlatformKeys',
      ['none'],
      'SANDBOX_OPTION_INVALID',
      /^mode: expected publicKey, certificates or both/,
    ],
    ['approve', [undefined], 'SANDBOX_PLAN_UNKNOWN', /no plan undefined/],
    ['approve', [Symbol('plan')], 'SANDBOX_PLAN_UNKNOWN', /no plan Symbol\(plan\)/],
    ['refill', ['0'], 'SANDBOX_PLAN_UNKNOWN', /no plan 0/],
    ['refuseNext', [1], 'SANDBOX_CAUSE_UNKNOWN', /no cause 1\./],
    ['refuseNext', ['toString'], 'SANDBOX_CAUSE_UNKNOWN', /no cause toString\./],
  ])('%s of %j has a typed error', async (name, values, code, message) => {
    const { box } = await stage()
    const call = async () => (box.control as unknown as Control)[name](...values)
    await expect(call()).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })
})
