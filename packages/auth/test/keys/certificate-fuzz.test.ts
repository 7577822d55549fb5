// No damaged certificate may be trusted, hang the reader, or throw anything but a typed error.
import { X509Certificate } from 'node:crypto'
import { AuthError, importPublicKey } from '@wxdp/auth'
import { type ParsedCertificate, readCertificate, verifyIssuedBy } from '@wxdp/auth/certificate'
import { keys } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { certificateFor } from '@wxdp-internal/fixtures/openssl'
import { randomFrom } from '@wxdp-internal/fixtures/random'
import { expect, it } from 'vitest'
import { mutate } from '../support/mutate-der.ts'

/** WXDP_FUZZ=20000 for the whole run. */
const count = Number(process.env.WXDP_FUZZ ?? 1500)
const seed = 20261128

const root = freshKeyPair()
const rootCertificate = certificateFor(root.privateKey, {
  subject: '/C=CN/O=Tenpay.com/CN=Tenpay.com Root CA',
  more: ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign'],
})
const issuer = { certificate: rootCertificate, privateKey: root.privateKey }
const genuine = [
  keys.platformCertificate.certificate,
  keys.merchant.certificate,
  rootCertificate,
  certificateFor(freshKeyPair().privateKey, { issuer }),
  certificateFor(freshKeyPair().privateKey, {
    issuer,
    subject: '/CN=1900007291/O=微信商户系统/OU=Some "Coffee", Ltd./emailAddress=a@b.c',
    days: 20_000,
    more: ['-addext', 'basicConstraints=CA:FALSE', '-addext', 'subjectAltName=DNS:pay.example.com'],
  }),
].map(readCertificate)
const authorities = [readCertificate(keys.root.certificate), readCertificate(rootCertificate)]
/** All of them are valid then. */
const now = (): number =>
  Math.max(...[...genuine, ...authorities].map(({ notBefore }) => notBefore.getTime()))

/** `accepted`, or the code of a typed error. Fails for any other error. */
async function outcomeOf(run: () => unknown): Promise<string> {
  try {
    await run()
    return 'accepted'
  } catch (error) {
    const { code } = error as { code?: unknown }
    const isTyped = error instanceof AuthError || (error instanceof TypeError && typeof code === 'string')
    if (!isTyped) throw error
    return String(code)
  }
}

/** Node reads BER and checks less: what we read, it must read, and in the same way. */
function expectNodeAgrees(certificate: ParsedCertificate): void {
  const other = new X509Certificate(certificate.der)
  expect(BigInt(`0x${certificate.serialNo}`)).toBe(BigInt(`0x${other.serialNumber}`))
  expect(certificate.notBefore).toEqual(new Date(other.validFrom))
  expect(certificate.notAfter).toEqual(new Date(other.validTo))
}

it(`of ${count} damaged certificates none is trusted, and every error is typed`, {
  timeout: 20_000 + count * 20,
}, async () => {
  const random = randomFrom(seed)
  const outcomes: Record<string, number> = {}
  let slowest = 0
  for (let i = 0; i < count; i++) {
    const original = genuine[i % genuine.length] as ParsedCertificate
    const der = mutate(original.der, random)
    const began = performance.now()
    const outcome = await outcomeOf(async () => {
      const certificate = readCertificate(der)
      expectNodeAgrees(certificate)
      for (const authority of authorities) {
        expect(await outcomeOf(() => verifyIssuedBy(certificate, authority, { now }))).not.toBe('accepted')
      }
      await outcomeOf(() => verifyIssuedBy(original, certificate, { now }))
    })
    await outcomeOf(() => importPublicKey(der))
    slowest = Math.max(slowest, performance.now() - began)
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  // The damage reaches all layers: some of it only a signature shows.
  expect(outcomes.accepted).toBeGreaterThan(count / 50)
  expect(outcomes.AUTH_CERTIFICATE_INVALID).toBeGreaterThan(count / 2)
  if (process.env.WXDP_FUZZ) console.info(JSON.stringify({ count, seed, outcomes, slowest }))
})
