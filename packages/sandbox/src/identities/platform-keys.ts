import { type Keyring, type PublicKey, sameSerial } from '@wxdp/auth'
import type { Clock } from '../clock/clock.ts'
import type { SigningKey } from '../http/sign.ts'
import {
  type Authority,
  type AuthorityKey,
  type AuthorityOptions,
  authorityOf,
  createAuthorityKey,
  type PlatformCertificate,
  readPlatformCertificate,
} from './authority.ts'
import type { KeyPair } from './key-pair.ts'

/**
 * Which keys WeChat Pay signs with: its public key's private half (微信支付公钥), platform certificates (平台证书), or
 * both while a merchant changes from one to the other.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012925289}
 */
export type PlatformKeyMode = 'publicKey' | 'certificates' | 'both'

/** A key of WeChat Pay. */
export interface PlatformKey extends SigningKey {
  readonly publicKey: PublicKey
}

/** WeChat Pay's keys for one identity. */
export interface PlatformKeys {
  /** All keys ever issued, for a caller's verifier. It follows every change of mode. */
  readonly keyring: Keyring
  /** Catches up with the clock, and waits for certificates that it has caused. */
  upToDate(): Promise<void>
  /** Signs the response to a request whose `Wechatpay-Serial` is `requested`. In the mode `both`, that decides. */
  responseKey(requested: string | undefined): PlatformKey
  /** Signs a callback. In the mode `both`, the keys take turns. */
  callbackKey(): PlatformKey
  /** The key with this serial, if a request may name it. */
  find(serialNo: string): PlatformKey | undefined
  /** The certificates that are valid now; `undefined` in the mode `publicKey`. */
  certificates(): readonly PlatformCertificate[] | undefined
  /** PEM of the authority that issues the certificates. */
  rootCertificate(): Promise<string>
  use(mode: PlatformKeyMode): Promise<void>
  /** Issues one more certificate. It is listed, but does not sign yet. Returns its serial. */
  issue(): Promise<string>
  /** Makes all listed certificates sign in turn; issues one first if all sign already. Returns the newest serial. */
  rollOver(): Promise<string>
  /** All keys but the public one, after what was being made. */
  save(): Promise<SavedPlatformKeys>
  restore(saved: SavedPlatformKeys): Promise<void>
}

/** Certificates and who issues them, as JSON. */
export interface SavedPlatformKeys {
  readonly mode: PlatformKeyMode
  /** How often keys have taken turns. */
  readonly turn: number
  readonly authority?: AuthorityKey | undefined
  readonly certificates: readonly Pick<PlatformCertificate, 'certificate' | 'privateKeyPem'>[]
  /** How many of the certificates sign: the oldest ones. */
  readonly signing: number
}

export interface PlatformKeysOptions extends AuthorityOptions {
  readonly clock: Clock
  /** Makes the authority's own key pair. */
  readonly ownPair: () => Promise<KeyPair>
  /** Called with what goes on in the background: the clock must not overtake it. */
  readonly track: (work: Promise<unknown>) => void
  /** Whose keys they are. */
  readonly name: string
}

const day = 86_400_000
/** Before the end of the newest certificate, the next one is issued and listed: 180 days. Page 4012715700. */
const listedBefore = 180 * day
/**
 * Before the end of a certificate, the next one signs, too. Page 4012715700 says when it is listed at the latest; that it
 * signs from then on is inferred.
 */
const signsBefore = 120 * day

export function createPlatformKeys(publicKey: PlatformKey, options: PlatformKeysOptions): PlatformKeys {
  const { clock, track, ownPair, randomBytes, name } = options
  const { now } = clock
  const { scheme } = publicKey
  let mode: PlatformKeyMode = 'publicKey'
  let issued: readonly (PlatformKey & PlatformCertificate)[] = []
  let signing: typeof issued = []
  let turn = 0
  let lazyAuthority: Promise<Authority> | undefined
  /** A certificate that the clock has caused, and that is being made. */
  let issuing: Promise<void> | undefined
  let cancelDue: readonly (() => void)[] = []

  const authority = (): Promise<Authority> => {
    lazyAuthority ??= createAuthorityKey(ownPair, { from: now(), randomBytes }).then((key) =>
      authorityOf(key, options),
    )
    return lazyAuthority
  }
  const isValid = ({ notBefore, notAfter }: PlatformCertificate): boolean =>
    notBefore.getTime() <= now() && now() < notAfter.getTime() + 1000
  const takeTurns = (keys: readonly PlatformKey[]): PlatformKey => {
    turn += 1
    // What signs after every certificate has expired is not documented; here, the public key does.
    return keys[turn % keys.length] ?? publicKey
  }
  async function issue(): Promise<string> {
    const from = now()
    const certificate = await (await authority()).issue(from)
    issued = [...issued, { ...certificate, scheme }]
    schedule()
    return certificate.serialNo
  }
  async function rollOver(): Promise<string> {
    const newest = signing.length === issued.length ? undefined : issued.at(-1)?.serialNo
    const serialNo = newest ?? (await issue())
    letAllSign()
    return serialNo
  }
  function letAllSign(): void {
    signing = issued
    schedule()
  }
  /** The next certificate is listed before the newest one ends, and signs before the one ends that signs now. */
  function schedule(): void {
    for (const cancel of cancelDue) cancel()
    const [newest, current] = [issued.at(-1), signing.at(-1)]
    cancelDue = [
      ...(newest
        ? [clock.at(newest.notAfter.getTime() - listedBefore, issueInBackground, `list:${name}`)]
        : []),
      ...(current && current !== newest
        ? [clock.at(current.notAfter.getTime() - signsBefore, letAllSign, `sign:${name}`)]
        : []),
    ]
  }
  function issueInBackground(): void {
    const work = issue().then(
      () => undefined,
      (error: unknown) => console.error('@wxdp/sandbox: a platform certificate was not issued:', error),
    )
    issuing = work.then(() => {
      issuing = undefined
    })
    track(issuing)
  }
  return {
    keyring: {
      find: (serialNo) => [publicKey, ...issued].find((key) => key.serialNo === serialNo)?.publicKey,
      serials: () => [publicKey, ...issued].map(({ serialNo }) => serialNo),
      get preferred() {
        return mode === 'certificates' ? undefined : publicKey.serialNo
      },
      encryptionSerial: async () => signing.filter(isValid).at(-1)?.serialNo,
    },
    async upToDate() {
      for (;;) {
        clock.catchUp()
        if (!issuing) return
        await issuing
      }
    },
    responseKey(requested) {
      const byPublicKey =
        mode === 'publicKey' ||
        (mode === 'both' && requested !== undefined && sameSerial(requested, publicKey.serialNo))
      return byPublicKey ? publicKey : takeTurns(signing.filter(isValid))
    },
    callbackKey() {
      if (mode === 'publicKey') return publicKey
      const certificates = signing.filter(isValid)
      return takeTurns(mode === 'both' ? [publicKey, ...certificates] : certificates)
    },
    find(serialNo) {
      // In the mode `certificates`, WeChat Pay accepts the id of a public key and signs with a certificate all the same.
      const accepted = [publicKey, ...(mode === 'publicKey' ? [] : issued.filter(isValid))]
      return accepted.find((key) => sameSerial(key.serialNo, serialNo))
    },
    certificates: () => (mode === 'publicKey' ? undefined : issued.filter(isValid)),
    rootCertificate: async () => (await authority()).certificate,
    async use(next) {
      if (next !== 'publicKey' && issued.length === 0) await rollOver()
      mode = next
    },
    issue,
    rollOver,
    async save() {
      await issuing
      const key = await lazyAuthority
      return {
        mode,
        turn,
        authority: key && { certificate: key.certificate, privateKey: key.privateKey },
        certificates: issued.map(({ certificate, privateKeyPem }) => ({ certificate, privateKeyPem })),
        signing: signing.length,
      }
    },
    async restore(saved) {
      if (saved.authority) lazyAuthority = Promise.resolve(authorityOf(saved.authority, options))
      const certificates = await Promise.all(saved.certificates.map(readPlatformCertificate))
      issued = certificates.map((certificate) => ({ ...certificate, scheme }))
      signing = issued.slice(0, saved.signing)
      mode = saved.mode
      turn = saved.turn
      schedule()
    },
  }
}
