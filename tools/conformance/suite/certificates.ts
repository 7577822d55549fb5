// X.509 is read the same way everywhere, by code that brings no host's own reader.
import { createVerifier } from '@wxdp/auth'
import { readCertificate, verifyIssuedBy } from '@wxdp/auth/certificate'
import { alike, equal, refuses, test } from '../harness/index.ts'
import { derOf, flip, keys, mchid, privateKey, publicKey, serialNo, utf8 } from './fixtures.ts'
import { now, signed } from './platform.ts'

const group = 'certificates'
const issuer = keys.certificate
const merchants = keys.merchant_certificate
/** A day on which both are valid. */
const then = { now: () => Date.UTC(2030, 0, 1) }

/** Read while the module is loaded: a worker configures its verifier there. */
const read = readCertificate(issuer)

test(group, 'serial, validity and names, as OpenSSL prints them', () => {
  alike(read.serialNo, '01111111111111111111111111111111111111')
  alike(read.subject, { commonName: 'conformance', text: 'CN=conformance' })
  alike(
    [read.notBefore.toISOString(), read.notAfter.toISOString()],
    ['2026-11-24T05:03:18.000Z', '2126-10-31T05:03:18.000Z'],
  )
  const { subject, serialNo: own } = readCertificate(merchants)
  alike([own, subject.commonName, subject.text], [serialNo, mchid, `CN=${mchid}, O=微信商户系统, C=CN`])
})

test(group, 'PEM, bare Base64, bytes and DER are one', () => {
  const bare = issuer.replace(/-----[A-Z ]+-----/g, '')
  for (const form of [issuer.replaceAll('\n', '\\n'), bare, utf8(issuer), derOf(issuer)]) {
    equal(readCertificate(form).serialNo, read.serialNo)
  }
})

test(group, 'its key verifies', async () => {
  const body = utf8('{}')
  const platform = readCertificate(keys.platform_certificate)
  const verifier = createVerifier({ keys: { [platform.serialNo]: platform.publicKey }, now })
  const headers = await signed(body, { changes: { 'wechatpay-serial': platform.serialNo } })
  await verifier.verify({ headers, body })
})

test(group, 'what is no certificate is refused by name', async () => {
  await refuses('AUTH_KEY_ROLE', () => readCertificate(privateKey))
  await refuses('AUTH_KEY_ROLE', () => readCertificate(publicKey))
  await refuses('AUTH_CERTIFICATE_INVALID', () => readCertificate('apiclient_cert.pem'))
  await refuses('AUTH_CERTIFICATE_INVALID', () => readCertificate(derOf(issuer).subarray(0, 400)))
})

test(group, 'an issuer is checked', async () => {
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

test(group, 'a certificate cannot be filed as what it is not', async () => {
  const file = (serial: string, certificate: string) => () =>
    createVerifier({ keys: { [serial]: certificate } })
  await refuses('AUTH_KEY_ROLE', file(serialNo, merchants))
  await refuses('AUTH_KEY_ROLE', file('PUB_KEY_ID_1', keys.platform_certificate))
  await refuses('AUTH_SERIAL_MISMATCH', file(serialNo, keys.platform_certificate))
})
