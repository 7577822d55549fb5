import type { Keyring, PublicKey } from '@wxdp/auth'
import { quietly } from '@wxdp/bounds'
import { createCertificateStore } from './certificate-store.ts'
import { createDownload } from './download.ts'
import { invalidList } from './errors.ts'
import type { OpenedList } from './open-list.ts'
import { type CertificateKeyringOptions, readOptions } from './options.ts'
import { createRefresher } from './refresher.ts'

/** A keyring that downloads platform certificates, for `keys` of `createVerifier`. */
export interface CertificateKeyring extends Keyring {
  /**
   * Resolves once a key is known to encrypt with: a valid certificate, or the preferred key. Downloads only if neither
   * is known. Call it when a program starts, so that the first call does not wait for the download.
   *
   * @throws {FetchError} see {@link createCertificateKeyring}
   */
  ready(): Promise<void>
  /** The serial to encrypt with, after {@link CertificateKeyring.ready}. */
  encryptionSerial(): Promise<string | undefined>
}

/** Shortest time between two tries to replace an old list that still serves, in milliseconds. */
const retryInterval = 600_000
/** At most 20 bytes (RFC 5280, 4.1.2.2). WeChat Pay's have 20, but a first byte of 00 may be left out. */
const certificateSerial = /^[0-9A-F]{1,40}$/

/**
 * Creates a keyring that downloads WeChat Pay's platform certificates (平台证书), for merchants who have not moved to
 * its public key yet, or are moving. Downloads nothing until it is asked for a serial that it does not know.
 *
 * A list is accepted if it opens with the APIv3 key, if every serial in it is that of its certificate, and if its
 * signature verifies with a known key: one of `keys`, or a valid certificate of the previous list. While no certificate
 * is known, and with `issuer` always, a list may also be signed by a certificate that it contains. To forge such a list,
 * an attacker must control the network and know the APIv3 key; with `issuer`, no list can be forged.
 *
 * `find` is synchronous for known serials. A list older than `maxAge` is replaced in the background when the keyring is
 * used; there is no timer. If it cannot be replaced, each of its certificates serves until it expires. Only one
 * download runs at a time, and the next one starts at least `coolDown` later, however many unknown serials arrive.
 *
 * If a key is missing because the last download failed, `find` and `ready` reject with its error: `FetchError`
 * `FETCH_CERTIFICATES_NONE`, `FETCH_CERTIFICATES_EXPIRED`, `FETCH_CERTIFICATES_INVALID` or a code of any call;
 * `ApiError`; `CoreError` `CORE_RESPONSE_INVALID`. A client reports it as the `cause` of `FETCH_UNTRUSTED`.
 *
 * @throws {TypeError} `FETCH_OPTION_INVALID`, `AUTH_OPTION_INVALID`
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`, `AUTH_CERTIFICATE_INVALID`, and those of `createKeyring`
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
  const { fixed, preferred, context, maxAge, coolDown, timeout, clock } = readOptions(options)
  const { signer, fetch, hosts, maxBytes, sandbox, signal, waitUntil, onError } = options
  const store = createCertificateStore({ now: context.now, clock })
  const serials = (): string[] => [...(fixed?.serials() ?? []), ...store.serials()]
  const report = (error: unknown): void => void quietly(() => onError?.(error))

  const download = createDownload({
    signer,
    ...(fetch && { fetch }),
    ...(hosts !== undefined && { hosts }),
    ...(maxBytes !== undefined && { maxBytes }),
    ...(sandbox !== undefined && { sandbox }),
    // Leaves time for a second host.
    timeout: timeout / 2,
    // One attempt a host: the refresher retries after the cool-down.
    attempts: hosts?.length ?? 2,
    // The refresher ends the call earlier.
    deadline: 2 * timeout,
    trusted: {
      find: (serialNo) => fixed?.find(serialNo) ?? store.find(serialNo),
      serials,
      preferred,
      acceptsNewSigner: () => context.issuer !== undefined || store.serials().length === 0,
    },
    context,
  })
  const refresher = createRefresher<OpenedList>({
    run: download,
    timeout,
    coolDown,
    clock,
    signal,
    onStart: (work) => void quietly(() => waitUntil?.(work)),
    onSuccess({ certificates, leftOut }) {
      store.replace(certificates)
      for (const error of leftOut) report(invalidList(error.message, error))
    },
    onFailure: report,
  })

  function refreshIfOld(): void {
    if (store.age() < maxAge) return
    refresher.start(Math.max(coolDown, Math.min(maxAge, retryInterval)))
  }
  /** Reads a value after a download. If there is none because the download failed, throws the reason. */
  async function afterDownload<Value>(read: () => Value | undefined): Promise<Value | undefined> {
    const failure = await refresher.refresh()
    const value = read()
    if (value === undefined && failure !== undefined) throw failure
    return value
  }
  async function ready(): Promise<void> {
    if (preferred !== undefined) return
    if (store.newest() === undefined) await afterDownload(store.newest)
    else refreshIfOld()
  }

  return {
    find(serialNo): PublicKey | undefined | Promise<PublicKey | undefined> {
      const fixedKey = fixed?.find(serialNo)
      // The list contains only certificates, so a public key is not worth a download.
      if (fixedKey || !certificateSerial.test(serialNo)) return fixedKey
      const key = store.find(serialNo)
      if (!key) return afterDownload(() => store.find(serialNo))
      refreshIfOld()
      return key
    },
    serials,
    preferred,
    ready,
    async encryptionSerial() {
      await ready()
      return preferred ?? store.newest()
    },
  }
}
