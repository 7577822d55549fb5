// Platform certificates: downloaded, opened and trusted the same way everywhere, and issued by the sandbox on each host.
import { createSigner, createVerifier, encryptField } from '@wxdp/auth'
import { sealResource } from '@wxdp/auth/platform'
import { echo } from '@wxdp/core/security'
import { createClient, type FetchFunction } from '@wxdp/fetch'
import { type CertificateKeyringOptions, createCertificateKeyring } from '@wxdp/fetch/certificates'
import { createSandboxFor } from '@wxdp/sandbox'
import { apiV3Key, keys, utf8 } from '@wxdp-internal/fixtures'
import { type SigningOptions, signedResponse } from '@wxdp-internal/fixtures/messages'
import { alike, codeIn, equal, test, thrownBy } from '../harness/index.ts'
import { flip } from './support/bytes.ts'
import { callers, merchant } from './support/platform.ts'

const group = 'certificate keyring'
const { certificate, serialNo, privateKey } = keys.platformCertificate
const forged = 'F'.repeat(40)
/** A day on which the certificates of the fixtures are valid. */
const second = Date.UTC(2030, 0, 1) / 1000
const clock = { time: second * 1000 }
const now = (): number => clock.time
const signer = createSigner({ ...merchant, now })

/** A list of one certificate, signed with the platform's key under that serial. */
async function listOf(pem = certificate, under = serialNo, options: SigningOptions = {}): Promise<Response> {
  const sealed = await sealResource(apiV3Key, utf8(pem), { associatedData: 'certificate' })
  const times = { effective_time: '2026-11-29T07:37:38+08:00', expire_time: '2125-06-23T07:37:38+08:00' }
  const body = JSON.stringify({ data: [{ serial_no: under, ...times, encrypt_certificate: sealed }] })
  return signedResponse(body, { by: { serialNo: under, privateKey }, timestamp: second, ...options })
}

function keyringOf(fetch: FetchFunction, options: Partial<CertificateKeyringOptions> = {}) {
  let requests = 0
  clock.time = second * 1000
  const keyring = createCertificateKeyring({
    signer,
    apiV3Key,
    now,
    hosts: ['https://one.example'],
    fetch: (...sent) => {
      requests += 1
      return fetch(...sent)
    },
    ...options,
  })
  return { keyring, count: () => requests }
}

/** Expects the first download to fail with this code and cause. */
async function refused(
  [code, cause]: readonly [string, string],
  fetch: FetchFunction,
  options?: Partial<CertificateKeyringOptions>,
): Promise<void> {
  const error = await thrownBy(() => keyringOf(fetch, options).keyring.ready())
  alike([codeIn(error), codeIn((error as Error).cause)], [code, cause])
}

test(group, 'the first list is verified with the certificate in it', async () => {
  const { keyring, count } = keyringOf(() => listOf(), { issuer: keys.root.certificate })
  alike(keyring.serials(), [])
  const found = await Promise.all(Array.from({ length: 100 }, () => keyring.find(serialNo)))
  alike([count(), new Set(found.map((key) => key?.role)).size], [1, 1])
  alike([keyring.preferred, keyring.serials()], [undefined, [serialNo]])
  equal((await encryptField(keyring, 'hello')).serialNo, serialNo)
})

test(group, 'a list that is not verified is refused', async () => {
  const unsigned = async () => new Response(await (await listOf()).text())
  await refused(['FETCH_UNTRUSTED', 'AUTH_HEADER_MISSING'], unsigned)
  const stale = () => listOf(certificate, serialNo, { timestamp: second - 301 })
  await refused(['FETCH_UNTRUSTED', 'AUTH_TIMESTAMP_EXPIRED'], stale)
  const altered = async () => {
    const response = await listOf()
    return new Response(`${await response.text()} `, { headers: response.headers })
  }
  await refused(['FETCH_UNTRUSTED', 'AUTH_SIGNATURE_INVALID'], altered)
  const otherSerial = () => listOf(certificate, merchant.serialNo)
  await refused(['FETCH_CERTIFICATES_INVALID', 'AUTH_SERIAL_MISMATCH'], otherSerial)
})

test(group, 'a certificate that cannot be used is refused', async () => {
  const invalid = (cause: string): [string, string] => ['FETCH_CERTIFICATES_INVALID', cause]
  // The sample key is the merchant's, so its certificate must be listed under the sample key.
  const by = { serialNo: merchant.serialNo, privateKey: merchant.privateKey }
  const merchants = () => listOf(keys.merchant.certificate, merchant.serialNo, { by })
  await refused(invalid('AUTH_KEY_ROLE'), merchants)
  await refused(invalid('AUTH_CERTIFICATE_INVALID'), () => listOf('hello'))
  await refused(invalid('AUTH_CERTIFICATE_UNTRUSTED'), () => listOf(), { issuer: certificate })
  await refused(invalid('AUTH_OPEN_FAILED'), () => listOf(), { apiV3Key: flip(utf8(apiV3Key), 0) })
})

test(group, 'unknown serials cause one download in each cool-down', async () => {
  const { keyring, count } = keyringOf(() => listOf())
  await Promise.all(Array.from({ length: 1000 }, () => keyring.find(forged)))
  for (let i = 0; i < 1000; i++) equal(await keyring.find(forged), undefined)
  equal(count(), 1)
  clock.time += 10_000
  await keyring.find(forged)
  equal(count(), 2)
})

test(group, 'calls work with certificates, with the public key, and during the change', async () => {
  clock.time = second * 1000
  const { fetch, credentials, control, rootCertificate } = await createSandboxFor(callers, {
    apiV3Key,
    now,
    platformKeys: 'certificates',
  })
  const { platformSerial, platformPublicKey } = credentials
  const issuer = await rootCertificate()
  const known = { [platformSerial]: platformPublicKey }
  const keyring = createCertificateKeyring({
    signer,
    apiV3Key,
    now,
    fetch,
    issuer,
    keys: known,
    sandbox: true,
  })
  const client = createClient({
    signer,
    fetch,
    verifier: createVerifier({ keys: keyring, now, sandbox: true }),
  })
  for (const mode of ['certificates', 'both', 'publicKey'] as const) {
    await control.usePlatformKeys(mode)
    equal((await client.call(echo, { echo_message: mode })).echo_message, mode)
  }
})
