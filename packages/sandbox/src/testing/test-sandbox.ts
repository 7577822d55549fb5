import { assemble } from '../box/assemble.ts'
import type { SandboxClientOptions, SandboxHandlerSettings } from '../box/caller-options.ts'
import { requireKind } from '../box/check-options.ts'
import type { SandboxOptions } from '../box/options.ts'
import type { Sandbox } from '../box/sandbox.ts'
import type { DeliverCallback } from '../callbacks/delivery.ts'
import { SandboxError } from '../errors.ts'
import { pooledKeyPair } from './key-pool.ts'
import { type CallbackContent, createTestCallback, type TestCallback } from './test-callback.ts'

/** What a test sandbox is wired with, besides the options of any sandbox. */
export interface TestSandboxOptions<Client = undefined> extends SandboxOptions {
  /** `createClient` of `@wxdp/fetch`, or a function that calls it with more options. */
  readonly createClient?: (options: SandboxClientOptions) => Client
  /**
   * Makes the receiver of callbacks, once for each owner of plans. Not possible with `deliver`. Default: a receiver that
   * acknowledges everything.
   */
  readonly createHandler?: (settings: SandboxHandlerSettings, owner: 'partner' | 'brand') => DeliverCallback
}

/** A sandbox that is ready for a test. Nothing leaves the process. */
export interface TestSandbox<Client = undefined> extends Sandbox {
  /** Calls the sandbox as the service provider. `undefined` without `createClient`. */
  readonly client: Client
  /** Calls the sandbox as the brand. */
  brandClient(): Promise<Client>
  /**
   * A signed callback, to be given to a receiver. It is not sent, and `control.callbacks` does not list it.
   *
   * @param content What it says. Default: that a plan is delivering.
   * @param to Whose keys seal and sign it. Default `partner`.
   *
   * @example
   * const sandbox = await createTestSandbox()
   * const receive = createReceiver(sandbox.handlerSettings())
   * const callback = await sandbox.callback({ plan_state: 'PAUSED' })
   * const { kind } = await receive(callback.toRequest())
   */
  callback(content?: CallbackContent, to?: 'partner' | 'brand'): Promise<TestCallback>
}

const urls = {
  partner: 'https://pay.example.com/wechatpay/plans',
  brand: 'https://pay.example.com/wechatpay/brand-plans',
} as const
const couponUrls = {
  partner: 'https://pay.example.com/wechatpay/coupons',
  brand: 'https://pay.example.com/wechatpay/brand-coupons',
} as const

const acknowledge: DeliverCallback = async () => new Response(null, { status: 204 })

/**
 * Creates a sandbox for a test. It differs from `createSandbox` in its defaults:
 *
 * - Its key pairs are made once a process: all sandboxes but the first are there at once.
 * - All callback URLs are set, so that each step of a plan and each coupon that a user takes sends its callback.
 * - Callbacks go to `createHandler`, and never to the network.
 * - Its clock stands still until `control.advance`.
 *
 * @throws {AuthError} when an APIv3 key or a platform key is not valid
 * @throws {SandboxError} `SANDBOX_OPTION_INVALID`
 *
 * @example
 * const sandbox = await createTestSandbox({
 *   createClient,
 *   createHandler: (settings) => createHandler({ ...settings, onNotification }),
 * })
 * await sandbox.client.call(listPlans, { brand_id: sandbox.brand.brandId })
 */
export async function createTestSandbox<Client = undefined>(
  options: TestSandboxOptions<Client> = {},
): Promise<TestSandbox<Client>> {
  requireKind('object', { options })
  const { createClient, createHandler, ...others } = options
  for (const [name, value] of Object.entries({ createClient, createHandler })) {
    if (value !== undefined) requireKind('func', { [name]: value })
  }
  if (createHandler && others.deliver) {
    throw new SandboxError('SANDBOX_OPTION_INVALID', 'deliver: not possible with createHandler.')
  }
  const handlers = new Map<string, DeliverCallback>()
  async function handlerFor(owner: 'partner' | 'brand'): Promise<DeliverCallback> {
    if (!createHandler) return acknowledge
    const settings = owner === 'brand' ? await sandbox.brand.handlerSettings() : sandbox.handlerSettings()
    const handler = handlers.get(owner) ?? createHandler(settings, owner)
    handlers.set(owner, handler)
    return handler
  }
  const assembled = await assemble({
    callers: {},
    options: {
      ...(others.now === undefined && { speed: 0 }),
      deliver: async (request, context) => (await handlerFor(context.owner))(request, context),
      ...others,
    },
    makeKeyPair: pooledKeyPair,
  })
  const { state, identityOf, now, randomBytes } = assembled
  // Nobody brought a key, so the credentials hold the private keys that were made.
  const sandbox = assembled.sandbox as Sandbox
  for (const owner of ['partner', 'brand'] as const) {
    state.setNotifyUrl(owner, urls[owner])
    state.setCouponNotifyUrl(owner, couponUrls[owner])
  }
  const clientFor = (clientOptions: SandboxClientOptions): Client => createClient?.(clientOptions) as Client
  return {
    ...sandbox,
    client: clientFor(sandbox.clientOptions()),
    brandClient: async () => clientFor(await sandbox.brand.clientOptions()),
    async callback(content = {}, to = 'partner') {
      requireKind('object', { content })
      requireKind('caller', { to })
      const url = state.notifyUrls.get(to) as string
      return createTestCallback({ identity: await identityOf(to), url, content, now, randomBytes })
    },
  }
}
