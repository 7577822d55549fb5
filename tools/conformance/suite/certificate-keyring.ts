// Platform certificates: downloaded, opened and believed the same way everywhere; made by the sandbox on each host.
import { createSigner, createVerifier, encryptField } from '@wxdp/auth'
import { readCertificate } from '@wxdp/auth/certificate'
import { sealResource } from '@wxdp/auth/platform'
import { echo } from '@wxdp/core/security'
import { createClient, type FetchFunction } from '@wxdp/fetch'
import { type CertificateKeyringOptions, createCertificateKeyring } from '@wxdp/fetch/certificates'
import { createSandboxFor } from '@wxdp/sandbox'
import { alike, codeIn, equal, test, thrownBy } from '../harness/index.ts'
import { apiV3Key, flip, keys, mchid, privateKey, publicKey, serialNo, utf8 } from './fixtures.ts'
import { type SignedOptions, signed } from './platform.ts'

const group = 'certificate keyring'
/** A day on which the certificates of the fixtures are valid. */
const second = Date.UTC(2030, 0, 1) / 1000
const clock = { time: second * 1000 }
const now = (): number => clock.time
const signer = createSigner({ mchid, serialNo, privateKey, now })
const platform = keys.platform_certificate
const own = readCertificate(platform).serialNo
const forged = 'F'.repeat(40)

/** A list of one certificate, signed with its key. */
async function listOf(pem: string, under = own, signing: SignedOptions = {}): Promise<Response> {
  const sealed = await sealResource(apiV3Key, utf8(pem), { associatedData: 'certificate' })
  const times = { effective_time: '2026-11-24T13:03:18+08:00', expire_time: '2126-10-31T13:03:18+08:00' }
  const body = JSON.stringify({ data: [{ serial_no: under, ...times, encrypt_certificate: sealed }] })
  const changes = { 'wechatpay-serial': under, ...signing.changes }
  return new Response(body, { headers: await signed(body, { timestamp: second, ...signing, changes }) })
}

function keyringOf(answer: FetchFunction, options: Partial<CertificateKeyringOptions> = {}) {
  let requests = 0
  clock.time = second * 1000
  const keyring = createCertificateKeyring({
    signer,
    apiV3Key,
    now,
    hosts: ['https://one.example'],
    fetch: (request) => {
      requests += 1
      return answer(request)
    },
    ...options,
  })
  return { keyring, count: () => requests }
}

/** The code of a refusal, and that of its cause. */
async function refusal(
  answer: FetchFunction,
  options?: Partial<CertificateKeyringOptions>,
): Promise<unknown[]> {
  const error = await thrownBy(() => keyringOf(answer, options).keyring.ready())
  return [codeIn(error), codeIn((error as Error).cause)]
}

test(group, 'the first list is verified by the certificate in it', async () => {
  const { keyring, count } = keyringOf(() => listOf(platform), { issuer: keys.certificate })
  alike(keyring.serials(), [])
  const found = await Promise.all(Array.from({ length: 100 }, () => keyring.find(own)))
  alike([count(), new Set(found.map((key) => key?.role)).size], [1, 1])
  alike([keyring.preferred, keyring.serials()], [undefined, [own]])
  equal((await encryptField(keyring, 'hello')).serialNo, own)
})

test(group, 'a list that is not proven is refused', async () => {
  const unsigned = async () => new Response(await (await listOf(platform)).text())
  alike(await refusal(unsigned), ['FETCH_UNTRUSTED', 'AUTH_HEADER_MISSING'])
  const stale = () => listOf(platform, own, { timestamp: second - 301 })
  alike(await refusal(stale), ['FETCH_UNTRUSTED', 'AUTH_TIMESTAMP_EXPIRED'])
  const altered = async () => {
    const answer = await listOf(platform)
    return new Response(`${await answer.text()} `, { headers: answer.headers })
  }
  alike(await refusal(altered), ['FETCH_UNTRUSTED', 'AUTH_SIGNATURE_INVALID'])
  const lying = () => listOf(platform, serialNo)
  alike(await refusal(lying), ['FETCH_CERTIFICATES_INVALID', 'AUTH_SERIAL_MISMATCH'])
})

test(group, 'a certificate that cannot be used is refused', async () => {
  const merchants = () => listOf(keys.merchant_certificate, serialNo)
  alike(await refusal(merchants), ['FETCH_CERTIFICATES_INVALID', 'AUTH_KEY_ROLE'])
  alike(await refusal(() => listOf('hello')), ['FETCH_CERTIFICATES_INVALID', 'AUTH_CERTIFICATE_INVALID'])
  const other = { issuer: keys.platform_certificate }
  alike(await refusal(() => listOf(platform), other), [
    'FETCH_CERTIFICATES_INVALID',
    'AUTH_CERTIFICATE_UNTRUSTED',
  ])
  const key = { apiV3Key: flip(utf8(apiV3Key), 0) }
  alike(await refusal(() => listOf(platform), key), ['FETCH_CERTIFICATES_INVALID', 'AUTH_OPEN_FAILED'])
})

test(group, 'forged serials cause one download a cool-down', async () => {
  const { keyring, count } = keyringOf(() => listOf(platform))
  await Promise.all(Array.from({ length: 1000 }, () => keyring.find(forged)))
  for (let i = 0; i < 1000; i++) equal(await keyring.find(forged), undefined)
  equal(count(), 1)
  clock.time += 10_000
  await keyring.find(forged)
  equal(count(), 2)
})

test(
  group,
  'calls are made in a sandbox that has certificates, and on the way to the public key',
  async () => {
    clock.time = second * 1000
    const merchant = { mchid, serialNo, publicKey }
    const { fetch, credentials, control, rootCertificate } = await createSandboxFor(
      { merchant },
      { apiV3Key, now, platformKeys: 'certificates' },
    )
    const { platformSerial, platformPublicKey } = credentials
    const keyring = createCertificateKeyring({
      signer,
      apiV3Key,
      now,
      fetch,
      issuer: await rootCertificate(),
      keys: { [platformSerial]: platformPublicKey },
    })
    const client = createClient({ signer, fetch, verifier: createVerifier({ keys: keyring, now }) })
    for (const mode of ['certificates', 'both', 'publicKey'] as const) {
      await control.usePlatformKeys(mode)
      equal((await client.call(echo, { echo_message: mode })).echo_message, mode)
    }
  },
)
