import type { SandboxFetch } from '../http/fetch.ts'
import type { BrandCredentials, PartnerCredentials } from '../identities/credentials.ts'
import type { OwnPrivateKey, SandboxClientOptions, SandboxHandlerSettings } from './caller-options.ts'
import type { SandboxControl } from './control.ts'
import type { SandboxState } from './saved-sandbox.ts'

/** A sandbox for callers with keys of their own; `createSandboxFor` makes one. */
export interface OwnKeySandbox {
  /** The service provider's credentials. */
  readonly credentials: Omit<PartnerCredentials, 'privateKey'>
  /**
   * Options for `createClient`: it calls this sandbox as the service provider.
   *
   * @param own Required if the service provider brought a key of its own.
   * @throws {SandboxError} `SANDBOX_PRIVATE_KEY_MISSING`
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
  /** The sandbox's brand, as a caller of its own. */
  readonly brand: OwnKeyBrandCaller
  /** PEM of the authority that issues the platform certificates. It stands for Tenpay.com Root CA. */
  rootCertificate(): Promise<string>
  /**
   * Responds as `https://api.mch.weixin.qq.com` does. Takes what any `fetch` takes: a request, or a URL and options. A
   * request of another implementation than the runtime's is read by its shape.
   */
  readonly fetch: SandboxFetch
  /** What WeChat Pay does on its own, such as the audit of a plan. */
  readonly control: SandboxControl
  /**
   * All that the sandbox knows, as a JSON value, for the option `state`. It waits until what is being delivered has been
   * delivered; what a receiver that waits on the clock has not responded to is sent again. The log of requests is not in it.
   *
   * It holds this sandbox's private keys and APIv3 keys. They are useless elsewhere.
   *
   * @example
   * const state = await sandbox.save()
   * const next = await createSandbox({ state })
   */
  save(): Promise<SandboxState>
  /** Stops the clock's timer: from then on, nothing happens by itself. Callbacks that are not acknowledged are not retried. */
  close(): void
}

/** A brand that may have a key of its own. The sandbox's keys for it are made on first use, which takes a moment. */
export interface OwnKeyBrandCaller {
  /** 品牌ID. */
  readonly brandId: string
  /** The brand's credentials. */
  credentials(): Promise<Omit<BrandCredentials, 'privateKey'>>
  /**
   * Options for `createClient`: it calls this sandbox as the brand.
   *
   * @param own Required if the brand brought a key of its own.
   * @throws {SandboxError} `SANDBOX_PRIVATE_KEY_MISSING`
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
