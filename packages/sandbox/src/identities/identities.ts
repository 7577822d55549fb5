import {
  type AuthorizationScheme,
  importApiV3Key,
  importPrivateKey,
  importPublicKey,
  type PrivateKey,
  type PublicKey,
} from '@wxdp/auth'
import {
  type CallerCredentials,
  decimal,
  hexadecimal,
  makeKeyPair,
  randomText,
  readable,
} from './credentials.ts'
import { createPlatform, type Platform, type PlatformKey } from './platform-keys.ts'

/** Who calls: a service provider by its mchid, or a brand by its brand_id. */
export type IdentityKind = 'partner' | 'brand'

/** With what the sandbox signs and seals for one identity. */
export interface PlatformKeys {
  readonly scheme: AuthorizationScheme
  readonly platformSerial: string
  readonly platformPrivateKey: PrivateKey
  readonly apiV3Key: string
}

/** One who may call, and the platform's keys towards it. */
export interface Identity extends PlatformKeys {
  readonly kind: IdentityKind
  /** mchid or brand_id. */
  readonly id: string
  /** Upper case. */
  readonly serialNo: string
  readonly publicKey: PublicKey
  /** Which of the platform's keys signs what; `platformSerial` is that of the public key. */
  readonly platform: Platform
}

/** An identity, and what its caller needs. */
export interface Caller {
  readonly identity: Identity
  /** Without a private key where the caller brought a key of its own. */
  readonly credentials: CallerCredentials & { readonly privateKey?: string }
}

/** What a caller brought of its own. */
interface Known {
  readonly serialNo: string
  readonly publicKey: string
}

interface Kind {
  readonly scheme: AuthorizationScheme
  /** `PUB_KEY_ID_` is followed by so many characters of these. A brand's are documented as 32 digits. */
  readonly serialAlphabet: string
}

const kinds: Readonly<Record<IdentityKind, Kind>> = {
  partner: { scheme: 'WECHATPAY2-SHA256-RSA2048', serialAlphabet: hexadecimal },
  brand: { scheme: 'WECHATPAY-BRAND-SHA256-RSA2048', serialAlphabet: decimal },
}

/** The same keys, but signing with this one. */
export function signingWith(keys: PlatformKeys, { serialNo, privateKey }: PlatformKey): PlatformKeys {
  return { ...keys, platformSerial: serialNo, platformPrivateKey: privateKey }
}

/** Which identity a path is for: each signs under its own prefix only. */
export function kindOf(target: string): IdentityKind {
  return target.startsWith('/brand/') ? 'brand' : 'partner'
}

/**
 * Makes an identity with platform keys of its own, and a key pair for a caller that brought none.
 *
 * @throws {AuthError} when the caller's key or the APIv3 key is not one
 */
export async function makeIdentity(
  kind: IdentityKind,
  id: string,
  options: { now: () => number; known?: Known | undefined; apiV3Key?: string | undefined },
): Promise<Caller> {
  const { now, known, apiV3Key = randomText(32, readable) } = options
  importApiV3Key(apiV3Key)
  const { scheme, serialAlphabet } = kinds[kind]
  const [platform, own] = await Promise.all([makeKeyPair(), known ? undefined : makeKeyPair()])
  const serialNo = known?.serialNo.toUpperCase() ?? randomText(40, hexadecimal)
  const platformSerial = `PUB_KEY_ID_${randomText(32, serialAlphabet)}`
  const platformPrivateKey = await importPrivateKey(platform.privateKey)
  const platformPublicKey = await importPublicKey(platform.publicKey)
  return {
    identity: {
      kind,
      id,
      serialNo,
      publicKey: await importPublicKey(known?.publicKey ?? (own?.publicKey as string)),
      scheme,
      platformSerial,
      platformPrivateKey,
      platform: createPlatform(
        { serialNo: platformSerial, privateKey: platformPrivateKey, publicKey: platformPublicKey },
        now,
      ),
      apiV3Key,
    },
    credentials: {
      serialNo,
      ...(own && { privateKey: own.privateKey }),
      apiV3Key,
      platformSerial,
      platformPublicKey: platform.publicKey,
    },
  }
}
