// A run that is saved as JSON and restored in the middle equals one that is not.
import { X509Certificate } from 'node:crypto'
import {
  createSandbox,
  createSandboxFor,
  type OwnKeySandbox,
  type SandboxOptions,
  type SandboxState,
} from '@wxdp/sandbox'
import { keys } from '@wxdp-internal/fixtures'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Call, callerOf, paths } from '../support/caller.ts'
import { platform, seededBytes } from '../support/platform-keys.ts'
import { brandPlans, createPlan, ofBrand, own, plans, stage, start } from '../support/stage.ts'

const { mchid, serialNo, publicKey } = keys.merchant
const couponPath = '/v3/marketing/partner/product-coupon'
const moreKeys = [keys.platformCertificate, keys.brand, keys.merchant].map(({ privateKey }) => privateKey)
const steps = ['approve', 'reject', 'exhaust', 'refill', 'expire'] as const

/** A user takes a coupon, its receiver confirms and redeems it, or the batch gets another budget. */
const couponActions = ['take', 'confirm', 'use', 'budget'] as const

type Action =
  | 'create'
  | 'draft'
  | 'update'
  | (typeof steps)[number]
  | 'turn'
  | 'years'
  | 'fault'
  | 'refuse'
  | 'roll'
  | 'list'
  | (typeof couponActions)[number]
interface Move {
  readonly action: Action
  readonly n: number
  readonly isSaved: boolean
}

const move: fc.Arbitrary<Move> = fc.record({
  action: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<Action>('create', 'draft', 'turn') },
    { weight: 3, arbitrary: fc.constantFrom<Action>(...steps, 'update') },
    { weight: 4, arbitrary: fc.constantFrom<Action>('take', ...couponActions) },
    { weight: 1, arbitrary: fc.constantFrom<Action>('years', 'fault', 'refuse', 'roll', 'list') },
  ),
  n: fc.nat(1000),
  isSaved: fc.boolean(),
})

/** All that leaves a sandbox in one run. */
async function run(moves: readonly Move[], withSaves: boolean): Promise<string[]> {
  const seen: string[] = []
  let sent = 0
  const options: SandboxOptions = {
    ...{ now: () => start, rng: seededBytes() },
    async deliver(request) {
      sent += 1
      seen.push(JSON.stringify([...request.headers]), await request.text())
      return new Response(null, { status: sent % 3 === 0 ? 204 : 503 })
    },
  }
  const begin: SandboxOptions = {
    ...options,
    ...{
      auditTime: '2h',
      platformKeys: 'both',
      callbacks: { probes: 0.5, duplicates: 0.5, delay: ['0s', '3m'] },
    },
    platform: { ...platform, certificateKeys: moreKeys },
    brandPlatform: platform,
  }
  const callers = { merchant: { mchid, serialNo, publicKey }, brand: { brandId: '77', serialNo, publicKey } }
  let box = await createSandboxFor(callers, { ...begin, authorisedBrands: ['120344'] })
  let calls = await callersOf(box, seen)
  await calls.partner('POST', `${paths.partner}/${mchid}/notify-url`, {
    notify_url: 'https://pay.example.com/p',
  })
  await calls.brand('POST', `${paths.brand}/notify-url`, { notify_url: 'https://pay.example.com/b' })
  await calls.partner('POST', `${couponPath}/notify-configs`, { notify_url: 'https://pay.example.com/c' })
  // One plan delivers already, so that coupons are given out.
  await act(box, calls, { action: 'create', n: 0, i: moves.length })
  await box.control.advance('3h')
  for (const [i, { action, n, isSaved }] of moves.entries()) {
    await box.control.advance('1s')
    await act(box, calls, { action, n, i })
    if (!withSaves || !isSaved) continue
    const state: SandboxState = JSON.parse(JSON.stringify(await box.save()))
    box.close()
    box = await createSandboxFor({}, { ...options, state })
    calls = await callersOf(box, seen)
  }
  await box.control.advance('40d')
  const { control, credentials } = box
  const rest = [
    await control.settled(),
    control.plans({ limit: 1000 }),
    control.coupons(),
    control.batches(),
    control.userCoupons(),
    control.callbacks,
    control.faults,
    credentials,
  ]
  return [...seen, ...rest.map((each) => JSON.stringify(each)), `${control.now}`, await box.rootCertificate()]
}

async function callersOf(box: OwnKeySandbox, seen: string[]): Promise<{ partner: Call; brand: Call }> {
  const fetch = async (request: Request): Promise<Response> => {
    const response = await box.fetch(request)
    seen.push(JSON.stringify([response.status, ...response.headers]), await response.clone().text())
    return response
  }
  const watched = { ...box, fetch } as typeof box
  return { partner: await callerOf(watched, 'partner'), brand: await callerOf(watched, 'brand') }
}

async function act(
  { control }: OwnKeySandbox,
  { partner, brand }: { partner: Call; brand: Call },
  { action, n, i }: { action: Action; n: number; i: number },
): Promise<unknown> {
  const time = (days: number): string => new Date(control.now + days * 86_400_000).toISOString()
  const terms = {
    out_request_no: `create-${n % 5}-${i}`,
    delivery_start_time: time(1 / 24),
    delivery_end_time: time(31),
  }
  const { plans: all } = control.plans()
  const plan = all[n % Math.max(1, all.length)]
  switch (action) {
    case 'create':
      return partner('POST', plans, { ...own, ...terms })
    case 'draft':
      return brand('POST', brandPlans, { ...ofBrand, ...terms, save_as_draft: n % 2 === 0 })
    case 'turn':
      return control.advance(`${n}m`)
    case 'years':
      return control.advance(`${n}d`)
    case 'fault':
      return control.addFault({
        fault: 429,
        rate: 0.5,
        endpoint: { method: 'GET', path: '/v3/certificates' },
      })
    case 'refuse':
      return control.refuseNext(268585869)
    case 'roll':
      return control.issueCertificate()
    case 'take':
      return (
        plan &&
        control.sendCoupon(plan.plan_id).catch(({ code }) => {
          expect(['SANDBOX_STEP_IMPOSSIBLE', 'SANDBOX_NOTIFY_URL_MISSING']).toContain(code)
        })
      )
    case 'confirm':
    case 'use': {
      const { userCoupons } = control.userCoupons({ owner: 'partner' })
      const coupon = userCoupons[n % Math.max(1, userCoupons.length)]
      if (!coupon) return undefined
      const { openid, coupon_code, product_coupon_id, stock_id, appid, brand_id } = coupon
      const target = `${couponPath}/users/${openid}/coupons/${coupon_code}/${action}`
      return partner('POST', target, {
        ...{ product_coupon_id, stock_id, appid, brand_id, out_request_no: `${action}-${i}-${n % 3}` },
        ...(action === 'use' && { use_time: new Date(control.now).toISOString() }),
      })
    }
    case 'budget': {
      const [batch] = control.batches({ owner: 'partner' }).batches
      if (!batch) return undefined
      const { product_coupon_id, stock_id, brand_id, sent, terms } = batch
      return partner(
        'POST',
        `${couponPath}/product-coupons/${product_coupon_id}/stocks/${stock_id}/update-budget`,
        {
          ...{ out_request_no: `budget-${i}`, update_mode: 'MAX_COUNT', brand_id },
          current_max_count: terms.stock_send_rule.max_count,
          target_max_count: Math.max(1, sent.total + (n % 2)),
        },
      )
    }
    case 'list':
      return partner('GET', '/v3/certificates')
    case 'update': {
      const body = { out_request_no: `update-${i}`, modify_content: { user_limit: 1 + (n % 3) } }
      return plan?.owner === 'partner' ? partner('PATCH', `${plans}/${plan.plan_id}`, body) : undefined
    }
    default:
      return (
        plan &&
        control[action](plan.plan_id).catch(({ code }) => expect(code).toBe('SANDBOX_STEP_IMPOSSIBLE'))
      )
  }
}

describe('a sandbox that is saved and restored', () => {
  it('goes on exactly, whatever happens before and after', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 4, maxLength: 14 }), async (moves) => {
        expect(await run(moves, true)).toEqual(await run(moves, false))
      }),
      { numRuns: Number(process.env.WXDP_SEQUENCES ?? 12) },
    )
  }, 3_600_000)

  it('keeps the order of what falls due at the same time', async () => {
    const ended: string[] = []
    const options: SandboxOptions = {
      now: () => start,
      async deliver(request) {
        ended.push(await request.text())
        return new Response(null, { status: 204 })
      },
    }
    const { box, brand } = await stage(options)
    for (const n of [1, 2]) {
      await brand('POST', brandPlans, { ...ofBrand, out_request_no: `create-${n}` })
      await box.control.advance('1s')
    }
    const [one, two] = box.control.plans().plans.map(({ plan_id }) => plan_id)
    await brand('POST', `${paths.brand}/notify-url`, { notify_url: 'https://pay.example.com/b' })
    // The end of the first one is planned anew, after that of the second one.
    await box.control.approve(String(one))
    const next = await createSandboxFor({}, { ...options, state: await box.save() })
    await next.control.advance('40d')
    const changes = next.control.callbacks.slice(-2).map(({ resource }) => resource)
    expect(changes).toMatchObject([{ plan_id: two }, { plan_id: one }])
    expect(ended).toHaveLength(9)
  })

  it('is JSON, of a kind and a version, and does not change afterwards', async () => {
    const { box, brand } = await stage()
    const state = await box.save()
    expect(state).toMatchObject({ kind: 'wxdp sandbox', version: 2 })
    expect(JSON.parse(JSON.stringify(state))).toEqual(state)
    const before = JSON.stringify(state)
    await brand('POST', `${paths.brand}/notify-url`, { notify_url: 'https://pay.example.com/b' })
    expect(JSON.stringify(state)).toBe(before)
    expect(JSON.stringify(await box.save())).not.toBe(before)
  })

  it('has the faults, their counts, and the refusals', async () => {
    const { box, partner } = await stage()
    const first = box.control.addFault({
      fault: 429,
      nth: 2,
      endpoint: { method: 'GET', path: '/v3/certificates' },
    })
    await partner('GET', '/v3/certificates')
    box.control.refuseNext(268585869)
    const options = { now: () => start, state: await box.save() }
    const next = await createSandboxFor({}, options)
    expect(next.control.faults).toEqual(box.control.faults)
    const caller = await callerOf(next, 'partner')
    expect((await caller('GET', '/v3/certificates')).status).toBe(429)
    expect((await caller('POST', plans, own)).headers.get('request-id')).toMatch(/-268585869$/)
    expect(next.control.addFault({ fault: 500 })).not.toBe(first)
  })

  it('has the callers whose keys it made', async () => {
    const box = await createSandbox()
    const next = await createSandbox({ state: await box.save() })
    expect(next.credentials).toEqual(box.credentials)
    // The brand was not used yet: its keys are made now.
    expect((await next.brand.credentials()).brandId).toBe('120344')
    const last = await createSandbox({ state: await next.save() })
    expect(await last.brand.credentials()).toEqual(await next.brand.credentials())
  })

  it('has the authority of the platform certificates, made or to be made', async () => {
    const authorityKey = keys.brand.privateKey
    for (const options of [
      { platformKeys: 'certificates' as const },
      { platform: { ...platform, authorityKey } },
    ]) {
      const box = await createSandbox({ ...options, now: () => start })
      const next = await createSandbox({ state: await box.save(), now: () => start })
      for (const { control } of [box, next]) await control.usePlatformKeys('certificates')
      const [root, restored] = [await box.rootCertificate(), await next.rootCertificate()]
      const keyOf = (pem: string) =>
        new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'pem' })
      expect(keyOf(restored)).toBe(keyOf(root))
    }
  })

  it('sends again what a receiver that waits on the clock has not responded to', async () => {
    const kinds: string[] = []
    const options: SandboxOptions = {
      speed: 0,
      callbacks: { probes: 0, duplicates: 0 },
      async deliver(request, { wait }) {
        kinds.push(request.headers.get('wechatpay-nonce') ?? '')
        if (kinds.length === 1) await wait('3s')
        return new Response(null, { status: 204 })
      },
    }
    const box = await createSandbox(options)
    const content = { eventType: 'A.B', originalType: 'a', summary: 's', resource: {} }
    const sending = box.control.sendNotification('https://pay.example.com/p', content)
    const state = await box.save()
    const next = await createSandbox({ ...options, state })
    const [delivery] = await next.control.settled()
    expect(delivery).toMatchObject({ kind: 'notification', attempt: 1, status: 204 })
    expect(kinds[1]).toBe(kinds[0])
    await box.control.advance('3s')
    await sending
  })

  it('retries what was not acknowledged, when it would have been retried', async () => {
    let isDown = true
    const options: SandboxOptions = {
      ...{ speed: 0, callbacks: { probes: 0, duplicates: 0 } },
      deliver: async () => new Response(null, { status: isDown ? 503 : 204 }),
    }
    const box = await createSandbox(options)
    const content = { eventType: 'A.B', originalType: 'a', summary: 's', resource: {} }
    await box.control.sendNotification('https://pay.example.com/p', content)
    const next = await createSandbox({ ...options, state: await box.save() })
    isDown = false
    await next.control.advance('999ms')
    expect(await next.control.settled()).toEqual([])
    await next.control.advance('1ms')
    expect(await next.control.settled()).toMatchObject([{ kind: 'notification', attempt: 2, status: 204 }])
  })

  it('sends what is delayed, and forgets no notification that was forgotten before', async () => {
    const kinds: string[] = []
    const options: SandboxOptions = {
      now: () => start,
      async deliver(request) {
        kinds.push(JSON.parse(await request.text()).event_type)
        return new Response(null, { status: 503 })
      },
    }
    const box = await createSandbox({ ...options, callbacks: { probes: 0, duplicates: 0, delay: '1m' } })
    const content = { eventType: 'A.B', originalType: 'a', summary: 's', resource: {} }
    await box.control.sendNotification('https://pay.example.com/p', content)
    const state = JSON.parse(JSON.stringify(await box.save()))
    // As after a thousand other notifications.
    delete state.callbacks.notifications[0].record
    const next = await createSandbox({ ...options, state })
    expect(next.control.callbacks).toEqual([])
    await next.control.advance('59s')
    expect(kinds).toEqual([])
    await next.control.advance('2s')
    expect(kinds).toEqual(['A.B', 'A.B'])
  })

  it('with a clock that stands still shows the same time, and with one that runs is as far ahead', async () => {
    const still = await createSandbox({ speed: 0 })
    await still.control.advance('9h')
    const later = await createSandbox({ speed: 0, state: await still.save() })
    expect(later.control.now).toBe(still.control.now)
    let time = start
    const now = () => time
    const turned = await createSandbox({ now })
    await turned.control.advance('2d')
    const state = await turned.save()
    time += 1000
    expect((await createSandbox({ now, state })).control.now).toBe(start + 2 * 86_400_000 + 1000)
  })
})

describe('a state', () => {
  const saved = stage().then(async ({ box, partner, setUrl }) => {
    await setUrl()
    await partner('POST', `${couponPath}/notify-configs`, { notify_url: 'https://pay.example.com/c' })
    const { plan_id } = await createPlan(partner)
    const { plan_id: bundled } = await createPlan(partner, {
      ...{ ...own, out_request_no: 'create-2', product_coupon_id: '7', stock_id: undefined },
      ...{ stock_bundle_id: '77', usage_mode: 'PROGRESSIVE_BUNDLE' },
    })
    for (const id of [plan_id, bundled]) await box.control.approve(id)
    await box.control.advance('1d')
    for (const id of [plan_id, bundled]) await box.control.sendCoupon(id)
    await box.control.usePlatformKeys('both')
    await box.control.settled()
    return { box, state: (await box.save()) as Record<string, unknown> }
  })
  const refused = async (state: unknown): Promise<{ code: string; message: string }> =>
    createSandboxFor({}, { state: state as SandboxState }).then(
      () => ({ code: 'none', message: '' }),
      (error) => error,
    )

  it.each<[string, unknown, RegExp]>([
    ['an array', [], /^state: expected an object, found an array/],
    ['a string', 'x', /^state: expected an object/],
    ['other JSON', { version: 2 }, /expected what sandbox\.save\(\) returned, found something else/],
  ])('that is %s is refused', async (_, state, message) => {
    const { code, message: said } = await refused(state)
    expect(code).toMatch(/^SANDBOX_(STATE|OPTION)_INVALID$/)
    expect(said).toMatch(message)
  })

  it.each([
    [0, 'version 0'],
    [1, 'version 1'],
    [3, 'version 3'],
    ['1', 'another string'],
    [undefined, 'undefined'],
  ])('of version %j is refused', async (version, what) => {
    const { state } = await saved
    const { code, message } = await refused({ ...state, version })
    expect(code).toBe('SANDBOX_STATE_VERSION')
    expect(message).toContain(`reads version 2, found ${what}`)
  })

  it('that is damaged anywhere is refused or harmless, and no message shows a key', async () => {
    const { state } = await saved
    const text = JSON.stringify(state)
    const { partner } = state as {
      partner: { privateKey?: string; apiV3Key: string; platform: { privateKey: string } }
    }
    const paths = pathsIn(state)
    expect(paths.length).toBeGreaterThan(100)
    let found = 0
    for (const path of paths) {
      for (const value of [undefined, 7, 'x', null]) {
        const damaged = JSON.parse(text)
        set(damaged, path, value)
        const error = await refused(damaged)
        if (error.code === 'none') continue
        found += 1
        expect(error.code, `${path}`).toMatch(/^SANDBOX_STATE_(INVALID|VERSION)$/)
        expect(error.message).not.toContain(partner.apiV3Key)
        expect(error.message).not.toContain('PRIVATE KEY')
      }
    }
    expect(found).toBeGreaterThan(150)
  }, 600_000)

  it('cannot be given with what it holds already', async () => {
    const { state } = await saved
    for (const [name, value] of Object.entries({
      platform,
      coupon: {},
      apiV3Key: 'x',
      platformKeys: 'both',
    })) {
      const options = { state, [name]: value } as unknown as SandboxOptions
      await expect(createSandboxFor({}, options)).rejects.toMatchObject({
        code: 'SANDBOX_OPTION_INVALID',
        message: `${name}: the state holds it already. Leave it out.${ERROR_LINK}sandbox_option_invalid`,
      })
    }
    const merchant = { mchid, serialNo, publicKey }
    await expect(createSandboxFor({ merchant }, { state: state as never })).rejects.toThrow(
      /^merchant: the state/,
    )
  })

  it('of callers with keys of their own needs createSandboxFor, and still no private key', async () => {
    const { state } = await saved
    expect(state.partner).not.toHaveProperty('privateKey')
    await expect(createSandbox({ state: state as never })).rejects.toMatchObject({
      code: 'SANDBOX_STATE_INVALID',
    })
    const next = await createSandboxFor({}, { state: state as never })
    expect(() => next.clientOptions()).toThrow(/Pass your private key/)
  })
})

type Path = readonly (string | number)[]

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [
    ...(path.length > 0 ? [path] : []),
    ...Object.entries(value).flatMap(([name, member]) => pathsIn(member, [...path, name])),
  ]
}

function set(root: Record<string, unknown>, path: Path, value: unknown): void {
  const last = path.at(-1) as string
  const parent = path.slice(0, -1).reduce((object, name) => object[name] as Record<string, unknown>, root)
  if (value === undefined) delete parent[last]
  else parent[last] = value
}
