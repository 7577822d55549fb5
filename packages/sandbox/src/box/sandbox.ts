import type { DeliverCallback } from '../callbacks/callbacks.ts'
import { createNotifier } from '../callbacks/notifier.ts'
import type { OtherEndpoint } from '../endpoints/route.ts'
import { dispatch, routesWith } from '../endpoints/routes.ts'
import { Refusal } from '../http/answers.ts'
import { admit } from '../http/authenticate.ts'
import { readCall, toResponse } from '../http/exchange.ts'
import type {
  BrandCredentials,
  PartnerCredentials,
  SandboxBrand,
  SandboxMerchant,
} from '../identities/credentials.ts'
import {
  type Identity,
  type IdentityKind,
  kindOf,
  makeIdentity,
  type PlatformKeys,
  signingWith,
} from '../identities/identities.ts'
import type { PlatformKeyMode } from '../identities/platform-keys.ts'
import { imagineCoupon, type SandboxCoupon } from '../plans/coupon.ts'
import { createControl, type SandboxControl } from './control.ts'
import { createState } from './state.ts'

export interface SandboxOptions {
  /** Who may call. Default: a service provider that the sandbox makes up, with a key pair of its own. */
  readonly merchant?: SandboxMerchant
  /** The service provider's key for callbacks, 32 bytes. Default: random. */
  readonly apiV3Key?: string
  /** The brand. Default: one that the sandbox makes up, with a key pair of its own. */
  readonly brand?: SandboxBrand
  /** The brand's key for callbacks (品牌API密钥), 32 bytes. Default: random. */
  readonly brandApiV3Key?: string
  /** Brands that have authorised the service provider. Default: the sandbox's brand. */
  readonly authorisedBrands?: readonly string[]
  /** What the coupon behind every plan has. Default: 1,000,000 of them, for a year from now. */
  readonly coupon?: Partial<SandboxCoupon>
  /** With what the service provider's answers and callbacks are signed. Default `publicKey`; a brand has no other. */
  readonly platformKeys?: PlatformKeyMode
  /** Endpoints besides those of delivery plans, for tests of what you defined with `defineEndpoint`. */
  readonly endpoints?: readonly OtherEndpoint[]
  /** Puts callbacks to the URL that was set. Default: the runtime's `fetch`. */
  readonly deliver?: DeliverCallback
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
}

/** WeChat Pay in a box. */
export interface Sandbox {
  /** What the service provider needs. */
  readonly credentials: PartnerCredentials
  /** What the brand needs. Its keys are made when first asked for: that takes a moment. */
  brand(): Promise<BrandCredentials>
  /** PEM of what stands for Tenpay.com Root CA: who issues the sandbox's platform certificates. */
  rootCertificate(): Promise<string>
  /** Takes a request to `api.mch.weixin.qq.com`; hand it to `createClient` as `fetch`, or serve it. */
  fetch(request: Request): Promise<Response>
  /** What WeChat Pay does by itself, or its staff by hand. */
  readonly control: SandboxControl
}

const madeUp = { mchid: '1900000001', brandId: '120344' } as const

/**
 * Makes a sandbox: strict where WeChat Pay is strict (signature, clock, serial, headers, fields, rate limits),
 * with keys of its own and no traffic but the callbacks to the URLs that were set.
 *
 * Plans live in memory: those that a service provider makes for a brand, and those that the brand makes.
 *
 * @throws {AuthError} when the merchant's key, or the APIv3 key, is not one
 *
 * @example
 * const sandbox = await createSandbox()
 * const client = createClient({ signer, verifier, fetch: sandbox.fetch, sandbox: true })
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { now = Date.now, merchant, brand, apiV3Key, brandApiV3Key } = options
  const { mchid = madeUp.mchid } = merchant ?? {}
  const { brandId = madeUp.brandId } = brand ?? {}
  const partner = await makeIdentity('partner', mchid, { now, known: merchant, apiV3Key })
  let lazyBrand: ReturnType<typeof makeIdentity> | undefined
  const meetBrand = (): ReturnType<typeof makeIdentity> => {
    lazyBrand ??= makeIdentity('brand', brandId, { now, known: brand, apiV3Key: brandApiV3Key })
    return lazyBrand
  }
  const identityOf = async (kind: IdentityKind): Promise<Identity> =>
    (kind === 'brand' ? await meetBrand() : partner).identity
  const { platform } = partner.identity
  await platform.use(options.platformKeys ?? 'publicKey')
  const callbackKeys = async (kind: IdentityKind): Promise<PlatformKeys> => {
    const identity = await identityOf(kind)
    return signingWith(identity, identity.platform.callbackKey())
  }
  const routes = routesWith(options.endpoints ?? [])
  const state = createState({
    now,
    platform,
    coupon: { ...imagineCoupon(now()), ...options.coupon },
    authorisedBrands: new Set(options.authorisedBrands ?? [brandId]),
    notifier: createNotifier({
      now,
      keysOf: callbackKeys,
      deliver: (request) => (options.deliver ?? globalThis.fetch)(request),
    }),
  })

  return {
    credentials: { mchid, brandId, ...partner.credentials },
    brand: async () => ({ brandId, ...(await meetBrand()).credentials }),
    rootCertificate: () => platform.root(),
    async fetch(request) {
      const identity = await identityOf(kindOf(new URL(request.url).pathname))
      const keys = signingWith(identity, identity.platform.answerKey(request.headers.get('wechatpay-serial')))
      try {
        const call = await readCall(request)
        await admit(call, identity, now)
        return await toResponse(await dispatch(routes[identity.kind], call, identity, state), keys, now())
      } catch (error) {
        if (error instanceof Refusal) return toResponse(error.answer, keys, now())
        throw error
      }
    },
    control: createControl(state),
  }
}
