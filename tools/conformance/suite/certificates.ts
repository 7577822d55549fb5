// X.509 is read the same way everywhere, by code that uses no reader of the host.
import { createVerifier } from '@wxdp/auth'
import { readCertificate, verifyIssuedBy } from '@wxdp/auth/certificate'
import { keys, utf8 } from '@wxdp-internal/fixtures'
import { alike, equal, refuses, test } from '../harness/index.ts'
import { bareBase64, derOf, flip } from './support/bytes.ts'
import { now, signed } from './support/platform.ts'

const group = 'certificates'
const { certificate: root } = keys.root
const { certificate: merchants, mchid, serialNo } = keys.merchant
const { certificate: platforms } = keys.platformCertificate
/** A day on which all are valid. */
const then = { now: () => Date.UTC(2030, 0, 1) }

/** Read while the module loads: a worker configures its verifier then. */
const read = readCertificate(root)

test(group, 'serial, validity and names are those that OpenSSL prints', () => {
  alike(read.serialNo, '01111111111111111111111111111111111111')
  alike(read.subject, { commonName: 'Tenpay.com Root CA', text: 'CN=Tenpay.com Root CA' })
  alike(
    [read.notBefore.toISOString(), read.notAfter.toISOString()],
    ['2026-11-28T23:37:37.000Z', '2126-11-04T23:37:37.000Z'],
  )
  const { subject, serialNo: own } = readCertificate(merchants)
  alike([own, subject.commonName, subject.text], [serialNo, mchid, `CN=${mchid}, O=微信商户系统, C=CN`])
})

test(group, 'PEM, bare Base64, bytes and DER are the same certificate', () => {
  for (const form of [root.replaceAll('\n', '\\n'), bareBase64(root), utf8(root), derOf(root)]) {
    equal(readCertificate(form).serialNo, read.serialNo)
  }
})

test(group, 'the key of a certificate verifies', async () => {
  const body = utf8('{}')
  const { serialNo, publicKey } = readCertificate(platforms)
  const headers = await signed(body, { by: keys.platformCertificate })
  await createVerifier({ keys: { [serialNo]: publicKey }, now }).verify({ headers, body })
})

test(group, 'what is not a certificate is refused with its own code', async () => {
  await refuses('AUTH_KEY_ROLE', () => readCertificate(keys.merchant.privateKey))
  await refuses('AUTH_KEY_ROLE', () => readCertificate(keys.merchant.publicKey))
  await refuses('AUTH_CERTIFICATE_INVALID', () => readCertificate('apiclient_cert.pem'))
  await refuses('AUTH_CERTIFICATE_INVALID', () => readCertificate(derOf(root).subarray(0, 400)))
})

test(group, 'the issuer is verified', async () => {
  const child = readCertificate(merchants)
  await verifyIssuedBy(child, read, then)
  const forged = readCertificate(flip(derOf(merchants), derOf(merchants).length - 1))
  for (const [one, other] of [
    [read, child],
    [forged, read],
  ] as const) {
    await refuses('AUTH_CERTIFICATE_UNTRUSTED', () => verifyIssuedBy(one, other, then))
  }
  await refuses('AUTH_CERTIFICATE_UNTRUSTED', () => verifyIssuedBy(child, read, { now }))
})

test(group, 'a certificate is refused under a serial that is not its own', async () => {
  const under = (serial: string, certificate: string) => () =>
    createVerifier({ keys: { [serial]: certificate } })
  await refuses('AUTH_KEY_ROLE', under(serialNo, merchants))
  await refuses('AUTH_KEY_ROLE', under('PUB_KEY_ID_1', platforms))
  await refuses('AUTH_SERIAL_MISMATCH', under(serialNo, platforms))
})
