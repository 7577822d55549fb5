import { type PublicKey, sameSerial } from '@wxdp/auth'
import type { PlatformCertificate } from './open-list.ts'

/** The certificates of the last list. */
export interface CertificateStore {
  /** The key of a certificate that is valid now. */
  find(serialNo: string): PublicKey | undefined
  /** Serials of the certificates that are valid now, in the order of the list. */
  serials(): readonly string[]
  /** Of the certificates that are valid now, the serial of the one that came into effect last. */
  newest(): string | undefined
  /** Milliseconds since the list was stored. Infinite before the first. */
  age(): number
  replace(certificates: readonly PlatformCertificate[]): void
}

/** The clocks, in milliseconds. */
export interface Clocks {
  /** Since 1970. */
  readonly now: () => number
  /** Never goes backwards. */
  readonly clock: () => number
}

export function createCertificateStore({ now, clock }: Clocks): CertificateStore {
  let certificates: readonly PlatformCertificate[] = []
  let storedAt = Number.NEGATIVE_INFINITY
  const valid = (): readonly PlatformCertificate[] =>
    certificates.filter(({ from, until }) => from <= now() && now() < until)
  return {
    find: (serialNo) => valid().find((each) => sameSerial(each.serialNo, serialNo))?.publicKey,
    serials: () => valid().map(({ serialNo }) => serialNo),
    newest() {
      let newest: PlatformCertificate | undefined
      for (const each of valid()) {
        // If two came into effect in the same second, WeChat Pay lists the newer one last.
        if (!newest || each.from >= newest.from) newest = each
      }
      return newest?.serialNo
    },
    age: () => clock() - storedAt,
    replace(list) {
      certificates = list
      storedAt = clock()
    },
  }
}
