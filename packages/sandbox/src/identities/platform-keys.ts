import type { Keyring, PrivateKey, PublicKey } from '@wxdp/auth'
import { type Authority, createAuthority, type PlatformCertificate } from './authority.ts'

/**
 * With what WeChat Pay signs: its public key's partner (微信支付公钥), platform certificates (平台证书), or both, while
 * a merchant goes from one to the other.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012925289}
 */
export type PlatformKeyMode = 'publicKey' | 'certificates' | 'both'

/** A key that signs, and the serial it goes under. */
export interface PlatformKey {
  readonly serialNo: string
  readonly privateKey: PrivateKey
  readonly publicKey: PublicKey
}

/** WeChat Pay's keys towards one identity. */
export interface Platform {
  /** All keys that sign or have signed, for a caller's verifier. It follows every change of mode. */
  readonly keyring: Keyring
  /** Signs the answer to a request that named this serial; while both are in use, the request decides. */
  answerKey(named: string | null): PlatformKey
  /** Signs a callback; while both are in use, each in turn. */
  callbackKey(): PlatformKey
  /** The key of a serial that a request may name. */
  find(serialNo: string): PlatformKey | undefined
  /** Those valid now; `undefined` where the public key alone is in use. */
  certificates(): readonly PlatformCertificate[] | undefined
  /** PEM of who issues the certificates. */
  root(): Promise<string>
  use(mode: PlatformKeyMode): Promise<void>
  /** Issues one certificate more; it is listed, and signs nothing yet. */
  issue(): Promise<string>
  /** Lets all that are listed sign, each in turn; issues one where none waits for it. */
  rollOver(): Promise<string>
}

export function createPlatform(publicKey: PlatformKey, now: () => number): Platform {
  let mode: PlatformKeyMode = 'publicKey'
  let issued: readonly PlatformCertificate[] = []
  let signing: readonly PlatformCertificate[] = []
  let turn = 0
  let lazyAuthority: Promise<Authority> | undefined
  const authority = (): Promise<Authority> => {
    lazyAuthority ??= createAuthority(now)
    return lazyAuthority
  }
  const isValid = ({ notBefore, notAfter }: PlatformCertificate): boolean =>
    notBefore.getTime() <= now() && now() < notAfter.getTime() + 1000
  const valid = (): readonly PlatformCertificate[] => issued.filter(isValid)
  const inTurn = (keys: readonly PlatformKey[]): PlatformKey => {
    turn += 1
    // What signs when every certificate has expired is not documented; here, the public key does.
    return keys[turn % keys.length] ?? publicKey
  }
  async function issue(): Promise<string> {
    const made = await (await authority()).issue()
    issued = [...issued, made]
    return made.serialNo
  }
  async function rollOver(): Promise<string> {
    if (signing.length === issued.length) await issue()
    signing = issued
    return (issued.at(-1) as PlatformCertificate).serialNo
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
    answerKey(named) {
      const byPublicKey = mode === 'publicKey' || (mode === 'both' && named === publicKey.serialNo)
      return byPublicKey ? publicKey : inTurn(signing.filter(isValid))
    },
    callbackKey() {
      if (mode === 'publicKey') return publicKey
      const certificates = signing.filter(isValid)
      return inTurn(mode === 'both' ? [publicKey, ...certificates] : certificates)
    },
    // Before the switch begins WeChat Pay takes a public key id, too, and signs with a certificate all the same.
    find: (serialNo) =>
      [publicKey, ...(mode === 'publicKey' ? [] : valid())].find((key) => key.serialNo === serialNo),
    certificates: () => (mode === 'publicKey' ? undefined : valid()),
    root: async () => (await authority()).certificate,
    async use(next) {
      if (next !== 'publicKey' && issued.length === 0) await rollOver()
      mode = next
    },
    issue,
    rollOver,
  }
}
