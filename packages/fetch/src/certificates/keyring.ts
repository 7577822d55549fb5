import type { Keyring, PublicKey } from '@wxdp/auth'
import { createDownload } from './download.ts'
import { invalidList } from './errors.ts'
import type { PlatformCertificate } from './open-list.ts'
import { type CertificateKeyringOptions, readOptions } from './options.ts'
import { createRefresher } from './refresher.ts'

/** A keyring that downloads, for `keys` of `createVerifier`. */
export interface CertificateKeyring extends Keyring {
  /**
   * Resolves when a certificate is at hand, or a key is preferred: downloads if need be, else at once. Called when
   * a program starts, it saves the first call the time.
   *
   * @throws {FetchError} see {@link createCertificateKeyring}
   */
  ready(): Promise<void>
  /** See {@link CertificateKeyring.ready}. */
  encryptionSerial(): Promise<string | undefined>
}

/** A list that is good, but old, and could not be replaced is not asked for at every cool-down. Milliseconds. */
const retryOld = 600_000
const certificateSerial = /^[0-9A-F]{40}$/

/**
 * Makes a keyring that downloads WeChat Pay's platform certificates (平台证书), for merchants who have not gone to
 * its public key yet, or are on the way. Does nothing until it is first asked for a serial that it does not have.
 *
 * A list is taken when it opens with the APIv3 key, every serial in it is its certificate's own, and it is signed
 * by a key at hand: one of `keys`, or a valid certificate of the list before. Only a first list, and later ones
 * where `issuer` is given, may be signed by a certificate inside it. So a man in the middle alone cannot forge a
 * list, and one who has the APIv3 key alone cannot either; whoever has both can forge a first one, unless `issuer`
 * is given.
 *
 * `find` answers at once where it can. A list past `maxAge` is replaced in the background, by use and not by a
 * timer; a list that cannot be replaced serves on, each certificate until it expires. One download runs at a time,
 * and the next begins `coolDown` after its start at the earliest, however many unknown serials come.
 *
 * `find` and `ready` reject with what went wrong with the last download, where that is why a key is missing:
 * `FetchError` `FETCH_CERTIFICATES_NONE`, `FETCH_CERTIFICATES_EXPIRED`, `FETCH_CERTIFICATES_INVALID` and those of
 * any call; `ApiError`; `CoreError` `CORE_RESPONSE_INVALID`. From a client it comes as the `cause` of
 * `FETCH_UNTRUSTED`.
 *
 * @throws {TypeError} `FETCH_OPTION_INVALID`, `AUTH_OPTION_INVALID`
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`, `AUTH_CERTIFICATE_INVALID`, and those of `createVerifier`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012715700}
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4012925289}
 *
 * @example
 * import { createCertificateKeyring } from '@wxdp/fetch/certificates'
 *
 * const keyring = createCertificateKeyring({ signer, apiV3Key, issuer: rootCertificate })
 * const client = createClient({ signer, verifier: createVerifier({ keys: keyring }) })
 */
export function createCertificateKeyring(options: CertificateKeyringOptions): CertificateKeyring {
  const { fixed, preferred, apiV3Keys, issuer, maxAge, coolDown, timeout } = readOptions(options)
  const { signer, fetch, hosts, maxBytes, sandbox, signal, waitUntil, onError, now = Date.now } = options
  let certificates: readonly PlatformCertificate[] = []
  let downloadedAt: number | undefined

  const valid = (): PlatformCertificate[] =>
    certificates.filter(({ from, until }) => from <= now() && now() < until)
  // Of two from the same second, the one that WeChat Pay lists last.
  const newest = (): PlatformCertificate | undefined =>
    valid().reduce<PlatformCertificate | undefined>((a, b) => (a && a.from > b.from ? a : b), undefined)
  const certified = (serialNo: string): PublicKey | undefined =>
    valid().find((each) => each.serialNo === serialNo)?.publicKey
  const serials = (): string[] => [...(fixed?.serials() ?? []), ...valid().map(({ serialNo }) => serialNo)]
  const report = (error: unknown): void => quietly(() => onError?.(error))

  const trust = {
    find: (serialNo: string) => fixed?.find(serialNo) ?? certified(serialNo),
    serials,
    preferred,
    mayIntroduceItself: () => issuer !== undefined || valid().length === 0,
  }
  const download = createDownload({
    signer,
    ...(fetch && { fetch }),
    ...(hosts && { hosts }),
    ...(maxBytes !== undefined && { maxBytes }),
    ...(sandbox !== undefined && { sandbox }),
    // Half of it for each of two hosts.
    timeout: timeout / 2,
    // Of answers no more than hosts either: what failed is downloaded anew after the cool-down.
    attempts: hosts?.length ?? 2,
    // The refresher has its own.
    deadline: 2 * timeout,
    trust,
    apiV3Keys,
    issuer,
    now,
  })
  const refresher = createRefresher({
    async run(signal) {
      const list = await download(signal)
      return () => {
        certificates = list.certificates
        downloadedAt = now()
        for (const error of list.leftOut) report(invalidList(error.message, error))
      }
    },
    timeout,
    coolDown,
    now,
    signal,
    onStart: (work) => quietly(() => waitUntil?.(work)),
    onFailure: report,
  })
  function refreshIfOld(): void {
    if (downloadedAt === undefined || Math.abs(now() - downloadedAt) < maxAge) return
    refresher.start(Math.max(coolDown, Math.min(maxAge, retryOld)))
  }
  async function lookUp(serialNo: string): Promise<PublicKey | undefined> {
    await refresher.wait()
    const key = certified(serialNo)
    if (!key && refresher.failure !== undefined) throw refresher.failure
    return key
  }
  async function ready(): Promise<void> {
    if (preferred !== undefined) return
    if (newest()) return refreshIfOld()
    await refresher.wait()
    if (!newest() && refresher.failure !== undefined) throw refresher.failure
  }
  return {
    find(serialNo) {
      const pinned = fixed?.find(serialNo)
      // A public key is in no list, so none is asked for.
      if (pinned || !certificateSerial.test(serialNo)) return pinned
      const key = certified(serialNo)
      if (!key) return lookUp(serialNo)
      refreshIfOld()
      return key
    },
    serials,
    preferred,
    ready,
    async encryptionSerial() {
      await ready()
      return preferred ?? newest()?.serialNo
    },
  }
}

/** What a caller's hook throws must not break a verification. */
function quietly(hook: () => void): void {
  try {
    hook()
  } catch {}
}
