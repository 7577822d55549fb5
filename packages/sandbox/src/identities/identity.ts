import {
  type AuthorizationScheme,
  importApiV3Key,
  importPrivateKey,
  importPublicKey,
  type PublicKey,
} from '@wxdp/auth'
import { normalizeSerial } from '@wxdp/auth/suite'
import type { Clock } from '../clock/clock.ts'
import { hexMark, mark } from '../http/marks.ts'
import { decimal, hexadecimal, type RandomBytes, randomString, readable } from '../http/random.ts'
import type { CallerCredentials, SandboxPlatform } from './credentials.ts'
import { keyPairsFrom, type MakeKeyPair, toKeyPair } from './key-pair.ts'
import { createPlatformKeys, type PlatformKeys, type SavedPlatformKeys } from './platform-keys.ts'

/** Who calls: a service provider (mchid) or a brand (brand_id). */
export type IdentityKind = 'partner' | 'brand'

/** A caller as WeChat Pay knows it, with WeChat Pay's keys for it. */
export interface Identity {
  readonly kind: IdentityKind
  /** mchid or brand_id. */
  readonly id: string
  readonly scheme: AuthorizationScheme
  /** Serial of the caller's certificate, upper case. */
  readonly serialNo: string
  readonly publicKey: PublicKey
  /** The same key as the caller gave it, or as it was made. */
  readonly publicKeyPem: string
  readonly apiV3Key: string
  readonly platformKeys: PlatformKeys
}

/** An identity, and what its caller needs. */
export interface Caller {
  readonly identity: Identity
  /** Without a private key if the caller brought a key of its own. */
  readonly credentials: CallerCredentials & { readonly privateKey?: string }
  save(): Promise<SavedCaller>
}

/** A caller and WeChat Pay's keys for it, as JSON. Keys are PEM. */
export interface SavedCaller {
  readonly id: string
  readonly serialNo: string
  readonly publicKey: string
  /** Absent if the caller brought a key of its own. */
  readonly privateKey?: string | undefined
  readonly apiV3Key: string
  readonly platform: {
    readonly serialNo: string
    readonly privateKey: string
    readonly authorityKey?: string | undefined
    readonly certificateKeys: readonly string[]
  }
  readonly platformKeys: SavedPlatformKeys
}

export interface CallerOptions {
  readonly clock: Clock
  /** Called with what goes on in the background: the clock must not overtake it. */
  readonly track: (work: Promise<unknown>) => void
  readonly randomBytes: RandomBytes
  /** The key that the caller brought. Default: a key pair that is made here. */
  readonly own?: { readonly serialNo: string; readonly publicKey: string } | undefined
  /** Default: random. */
  readonly apiV3Key?: string | undefined
  /** WeChat Pay's keys for this caller. Default: new ones. */
  readonly platform?: SandboxPlatform | undefined
  /** Makes the keys that are not given. */
  readonly makeKeyPair: MakeKeyPair
  /** The private key of `own`, if a sandbox made it and saved it. */
  readonly privateKey?: string | undefined
}

interface KindTraits {
  readonly scheme: AuthorizationScheme
  /** Of the characters after the mark in a `PUB_KEY_ID_…`. A brand's are documented as digits. */
  readonly serialAlphabet: string
}

const traits: Readonly<Record<IdentityKind, KindTraits>> = {
  partner: { scheme: 'WECHATPAY2-SHA256-RSA2048', serialAlphabet: hexadecimal },
  brand: { scheme: 'WECHATPAY-BRAND-SHA256-RSA2048', serialAlphabet: decimal },
}

/** The identity that a path is for: a brand's paths have a prefix of their own. */
export function identityKindOf(path: string): IdentityKind {
  return path.startsWith('/brand/') ? 'brand' : 'partner'
}

/**
 * Creates an identity with platform keys of its own, and a key pair for a caller that brought none.
 *
 * @throws {AuthError} when the caller's key or the APIv3 key is not valid
 */
export async function createCaller(kind: IdentityKind, id: string, options: CallerOptions): Promise<Caller> {
  const { clock, track, randomBytes, own, platform, makeKeyPair } = options
  const { apiV3Key = `sandbox${randomString(readable, { length: 25, randomBytes })}` } = options
  importApiV3Key(apiV3Key)
  const { scheme, serialAlphabet } = traits[kind]
  const name = kind === 'brand' ? 'brandPlatform' : 'platform'
  const [platformPair, made] = await Promise.all([
    platform ? toKeyPair(platform.privateKey, `${name}.privateKey`) : makeKeyPair(name),
    own ? undefined : makeKeyPair(kind),
  ])
  const serialNo = own
    ? normalizeSerial(own.serialNo)
    : hexMark + randomString(hexadecimal, { length: 26, randomBytes })
  const platformSerial = platform?.serialNo
    ? normalizeSerial(platform.serialNo)
    : `PUB_KEY_ID_${mark}${randomString(serialAlphabet, { length: 25, randomBytes })}`
  const publicKeyPem = own?.publicKey ?? (made?.publicKey as string)
  const privateKey = made?.privateKey ?? options.privateKey
  const { authorityKey } = platform ?? {}
  const ownPairs = keyPairsFrom(authorityKey ? [authorityKey] : [], {
    name: `${name}.authorityKey`,
    makeKeyPair,
  })
  const pairs = keyPairsFrom(platform?.certificateKeys ?? [], {
    name: `${name}.certificateKeys`,
    makeKeyPair,
  })
  const platformKey = {
    scheme,
    serialNo: platformSerial,
    privateKey: await importPrivateKey(platformPair.privateKey),
    publicKey: await importPublicKey(platformPair.publicKey),
  }
  const platformKeys = createPlatformKeys(platformKey, {
    ...{ clock, track, randomBytes, name: kind },
    ownPair: ownPairs.next,
    nextPair: pairs.next,
  })
  return {
    identity: {
      ...{ kind, id, scheme, serialNo, publicKeyPem, apiV3Key, platformKeys },
      publicKey: await importPublicKey(publicKeyPem),
    },
    credentials: {
      serialNo,
      ...(privateKey !== undefined && { privateKey }),
      apiV3Key,
      platformSerial,
      platformPublicKey: platformPair.publicKey,
    },
    async save() {
      const saved = await platformKeys.save()
      return {
        ...{ id, serialNo, publicKey: publicKeyPem, privateKey, apiV3Key },
        platform: {
          serialNo: platformSerial,
          privateKey: platformPair.privateKey,
          authorityKey: ownPairs.rest()[0],
          certificateKeys: pairs.rest(),
        },
        platformKeys: saved,
      }
    },
  }
}

/** The caller that was saved. */
export async function restoreCaller(
  kind: IdentityKind,
  { id, serialNo, publicKey, privateKey, apiV3Key, platform, platformKeys }: SavedCaller,
  options: Pick<CallerOptions, 'clock' | 'track' | 'randomBytes' | 'makeKeyPair'>,
): Promise<Caller> {
  const { authorityKey, ...keys } = platform
  const caller = await createCaller(kind, id, {
    ...options,
    own: { serialNo, publicKey },
    privateKey,
    apiV3Key,
    platform: authorityKey === undefined ? keys : { ...keys, authorityKey },
  })
  await caller.identity.platformKeys.restore(platformKeys)
  return caller
}
