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
  type Caller,
  type Identity,
  type IdentityKind,
  kindOf,
  makeIdentity,
  type PlatformKeys,
  signingWith,
} from '../identities/identities.ts'
import type { PlatformKeyMode } from '../identities/platform-keys.ts'
import { imagineCoupon, type SandboxCoupon } from '../plans/coupon.ts'
import {
  type OwnPrivateKey,
  type SandboxClientOptions,
  type SandboxHandlerSettings,
  signerOf,
  verifierOf,
} from './caller.ts'
import { createControl, type SandboxControl } from './control.ts'
import { createState } from './state.ts'

export interface SandboxOptions {
  /** The service provider's APIv3 key, 32 bytes. Default: random. */
  readonly apiV3Key?: string
  /** The brand's APIv3 key (品牌API密钥), 32 bytes. Default: random. */
  readonly brandApiV3Key?: string
  /** Ids of the brands that have authorised the service provider. Default: the sandbox's brand. */
  readonly authorisedBrands?: readonly string[]
  /** The coupon behind every plan. Default: a batch of 1,000,000 coupons that lasts one year from now. */
  readonly coupon?: Partial<SandboxCoupon>
  /** Which keys sign responses and callbacks for the service provider. Default `publicKey`, the only mode of a brand. */
  readonly platformKeys?: PlatformKeyMode
  /** Endpoints besides those of delivery plans, to test what you defined with `defineEndpoint`. */
  readonly endpoints?: readonly OtherEndpoint[]
  /** Sends a callback to the URL that was set. Default: the runtime's `fetch`. */
  readonly deliver?: DeliverCallback
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
}

/** Callers that bring keys of their own. The sandbox gets the public keys only. */
export interface SandboxCallers {
  /** The service provider. Default: one with a key pair that the sandbox makes. */
  readonly merchant?: SandboxMerchant
  /** The brand. Default: one with a key pair that the sandbox makes. */
  readonly brand?: SandboxBrand
}

/** A sandbox for callers with keys of their own; {@link createSandboxFor} makes one. */
export interface OwnKeySandbox {
  /** The service provider's credentials. */
  readonly credentials: Omit<PartnerCredentials, 'privateKey'>
  /**
   * Options for `createClient`: it calls this sandbox as the service provider.
   *
   * @param own Required if the service provider brought a key of its own.
   * @throws {TypeError} when that key is missing
   *
   * @example
   * const client = createClient(sandbox.clientOptions())
   */
  clientOptions(own?: OwnPrivateKey): SandboxClientOptions
  /**
   * Settings for `createHandler` and `createReceiver`: they verify and open the service provider's callbacks.
   *
   * @example
   * const receive = createReceiver(sandbox.handlerSettings())
   */
  handlerSettings(): SandboxHandlerSettings
  /** The brand that has authorised the service provider, as a caller of its own. */
  readonly brand: OwnKeyBrandCaller
  /** PEM of the authority that issues the platform certificates. It stands for Tenpay.com Root CA. */
  rootCertificate(): Promise<string>
  /** Responds as `https://api.mch.weixin.qq.com` does. */
  fetch(request: Request): Promise<Response>
  /** What WeChat Pay, or its staff, does without a call. */
  readonly control: SandboxControl
}

/** A brand with, possibly, a key of its own. The sandbox's keys for it are made on first use, which takes a moment. */
export interface OwnKeyBrandCaller {
  /** 品牌ID. */
  readonly brandId: string
  /** The brand's credentials. */
  credentials(): Promise<Omit<BrandCredentials, 'privateKey'>>
  /**
   * Options for `createClient`: it calls this sandbox as the brand.
   *
   * @param own Required if the brand brought a key of its own.
   * @throws {TypeError} when that key is missing
   *
   * @example
   * const client = createClient(await sandbox.brand.clientOptions())
   */
  clientOptions(own?: OwnPrivateKey): Promise<SandboxClientOptions>
  /** Settings for `createHandler` and `createReceiver`: they verify and open the brand's callbacks. */
  handlerSettings(): Promise<SandboxHandlerSettings>
}

/** A local WeChat Pay for tests and demonstrations. */
export interface Sandbox extends OwnKeySandbox {
  /** The service provider's credentials; `createSigner` takes them as they are. */
  readonly credentials: PartnerCredentials
  readonly brand: BrandCaller
}

/** The sandbox's brand. All its keys are made on first use, which takes a moment. */
export interface BrandCaller extends OwnKeyBrandCaller {
  /** The brand's credentials; `createSigner` takes them as they are. */
  credentials(): Promise<BrandCredentials>
}

const defaultIds = { mchid: '1900000001', brandId: '120344' } as const

/**
 * Makes a local WeChat Pay. It is as strict as WeChat Pay about signature, clock, serial, headers, fields and rate
 * limits, has keys of its own, and sends nothing but callbacks to the URLs that were set.
 *
 * Plans live in memory: those that the service provider creates for a brand, and those that the brand creates itself.
 *
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`
 *
 * @example
 * const sandbox = await createSandbox()
 * const client = createClient(sandbox.clientOptions())
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  // Nobody brought a key, so the credentials hold the private keys that were made.
  return (await createSandboxFor({}, options)) as Sandbox
}

/**
 * The same, for callers that bring keys of their own: the sandbox gets no private key.
 *
 * @throws {AuthError} when a caller's public key, or an APIv3 key, is not valid
 *
 * @example
 * const sandbox = await createSandboxFor({ merchant: { mchid, serialNo, publicKey } })
 * const client = createClient(sandbox.clientOptions({ privateKey }))
 */
export async function createSandboxFor(
  { merchant, brand }: SandboxCallers,
  options: SandboxOptions = {},
): Promise<OwnKeySandbox> {
  const { now = Date.now, apiV3Key, brandApiV3Key } = options
  const { mchid = defaultIds.mchid } = merchant ?? {}
  const { brandId = defaultIds.brandId } = brand ?? {}
  const partner = await makeIdentity('partner', mchid, { now, known: merchant, apiV3Key })
  let lazyBrand: Promise<Caller> | undefined
  const brandCaller = (): Promise<Caller> => {
    lazyBrand ??= makeIdentity('brand', brandId, { now, known: brand, apiV3Key: brandApiV3Key })
    return lazyBrand
  }
  const identityOf = async (kind: IdentityKind): Promise<Identity> =>
    (kind === 'brand' ? await brandCaller() : partner).identity
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

  async function respond(request: Request): Promise<Response> {
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
  }
  const clientOptions = (caller: Caller, own?: OwnPrivateKey): SandboxClientOptions => ({
    signer: signerOf(caller, own, now),
    verifier: verifierOf(caller, now),
    fetch: respond,
    sandbox: true,
  })
  const handlerSettings = (caller: Caller): SandboxHandlerSettings => ({
    verifier: verifierOf(caller, now),
    apiV3Key: caller.identity.apiV3Key,
  })
  return {
    credentials: { mchid, ...partner.credentials },
    clientOptions: (own) => clientOptions(partner, own),
    handlerSettings: () => handlerSettings(partner),
    brand: {
      brandId,
      credentials: async () => ({ brandId, ...(await brandCaller()).credentials }),
      clientOptions: async (own) => clientOptions(await brandCaller(), own),
      handlerSettings: async () => handlerSettings(await brandCaller()),
    },
    rootCertificate: () => platform.root(),
    fetch: respond,
    control: createControl(state),
  }
}
