// Platform certificates, as the sandbox makes, lists and uses them. OpenSSL is the measure of what it makes.
import { createVerifier, encryptField, openResource, type SealedResource } from '@wxdp/auth'
import { readCertificate, verifyIssuedBy } from '@wxdp/auth/certificate'
import { createSandbox, type PlatformKeyMode } from '@wxdp/sandbox'
import { utf8 } from '@wxdp-internal/fixtures'
import { describeCertificate, openssl } from '@wxdp-internal/fixtures/openssl'
import { describe, expect, it } from 'vitest'
import { issueCertificate } from '../src/identities/certificate.ts'
import { type Answer, callerOf, fault } from './caller.ts'

const day = 24 * 3600 * 1000
const year = 365 * day

interface Listed {
  readonly serial_no: string
  readonly effective_time: string
  readonly expire_time: string
  readonly encrypt_certificate: SealedResource
}

async function connect(platformKeys?: PlatformKeyMode) {
  const clock = { time: Date.UTC(2026, 10, 24, 0, 0, 0, 999) }
  const now = () => clock.time
  const box = await createSandbox({
    now,
    ...(platformKeys && { platformKeys }),
    deliver: async () => new Response(null, { status: 204 }),
  })
  const ask = await callerOf(box, 'partner')
  const list = (headers: HeadersInit = { 'Wechatpay-Serial': '' }) =>
    ask('GET', '/v3/certificates', undefined, headers)
  const { apiV3Key } = box.credentials
  return {
    clock,
    now,
    box,
    ask,
    list,
    /** The certificates of a list, opened. */
    async opened(answer?: Answer) {
      const { data } = (answer ?? (await list())).body as unknown as { data: Listed[] }
      return Promise.all(
        data.map(async (entry) => ({
          entry,
          pem: new TextDecoder().decode(await openResource(apiV3Key, entry.encrypt_certificate)),
        })),
      )
    },
  }
}
const signer = ({ headers }: Answer): string | null => headers.get('wechatpay-serial')

describe('a certificate', () => {
  it('is what OpenSSL, and we ourselves, take for one that the root issued', async () => {
    const { box, opened, now } = await connect('certificates')
    const root = await box.rootCertificate()
    const [{ pem, entry }] = (await opened()) as [Awaited<ReturnType<typeof opened>>[0]]
    const at = String(Math.floor(now() / 1000))
    const checked = openssl((file) => [
      ...['verify', '-check_ss_sig', '-attime', at],
      ...['-CAfile', file('root.pem', root), file('leaf.pem', pem)],
    ])
    expect(checked.toString()).toMatch(/: OK\s*$/)
    expect(describeCertificate(pem, '-serial', '-subject', '-issuer', '-startdate', '-enddate')).toBe(
      [
        `serial=${entry.serial_no}`,
        'subject=C = CN, O = Tenpay.com, OU = Tenpay.com CA Center, CN = Tenpay.com sign',
        'issuer=C = CN, O = Tenpay.com, OU = Tenpay.com CA Center, CN = Tenpay.com Root CA',
        'notBefore=Nov 24 00:00:00 2026 GMT',
        'notAfter=Nov 22 23:59:59 2031 GMT',
      ].join('\n'),
    )
    expect(entry).toMatchObject({
      serial_no: expect.stringMatching(/^[0-9A-F]{40}$/),
      effective_time: '2026-11-24T08:00:00+08:00',
      expire_time: '2031-11-23T07:59:59+08:00',
      encrypt_certificate: { algorithm: 'AEAD_AES_256_GCM', associated_data: 'certificate' },
    })
    await verifyIssuedBy(readCertificate(pem), readCertificate(root), { now })
  })

  it('may have any serial, and any end', async () => {
    const { box } = await connect()
    const pair = { publicKey: box.credentials.platformPublicKey }
    for (const serialNo of ['FF'.repeat(20), '7F'.repeat(20), '01'.repeat(20)]) {
      const pem = await issueCertificate({
        ...pair,
        serialNo,
        subject: 'CN=服务商',
        issuer: { name: 'CN=x', privateKey: box.credentials.privateKey },
        notBefore: new Date(Date.UTC(2049, 11, 31)),
        notAfter: new Date(Date.UTC(2050, 0, 1)),
        isAuthority: false,
      })
      expect(describeCertificate(pem, '-serial')).toBe(`serial=${serialNo}`)
      expect(readCertificate(pem)).toMatchObject({
        serialNo,
        subject: { text: 'CN=服务商' },
        notBefore: new Date(Date.UTC(2049, 11, 31)),
        notAfter: new Date(Date.UTC(2050, 0, 1)),
      })
    }
  })
})

describe('GET /v3/certificates', () => {
  it('signs with the certificate that it lists', async () => {
    const { list, opened, now } = await connect('certificates')
    const answer = await list()
    const [{ pem, entry }] = (await opened(answer)) as [Awaited<ReturnType<typeof opened>>[0]]
    expect(signer(answer)).toBe(entry.serial_no)
    const { serialNo, publicKey } = readCertificate(pem)
    const verifier = createVerifier({ keys: { [serialNo]: publicKey }, now })
    const body = utf8(JSON.stringify(answer.body))
    await expect(verifier.verify({ headers: answer.headers, body })).resolves.toMatchObject({ serialNo })
  })

  it('has none for a merchant of the public key, or after the last one expired', async () => {
    const { list, box, clock } = await connect()
    expect(fault(await list())).toBe('404 RESOURCE_NOT_EXISTS')
    await box.control.usePlatformKeys('certificates')
    expect((await list()).status).toBe(200)
    clock.time += 5 * year
    const answer = await list()
    expect(fault(answer)).toBe('404 NOT_ENOUGH')
    expect(signer(answer)).toBe(box.credentials.platformSerial)
  })

  it('is for a service provider, and limited to 1,000 a second', async () => {
    const { list, box } = await connect('certificates')
    const asBrand = await callerOf(box, 'brand')
    expect(fault(await asBrand('GET', '/brand/certificates'))).toBe('404 RESOURCE_NOT_EXISTS')
    const statuses: number[] = []
    for (let i = 0; i < 1001; i++) statuses.push((await list()).status)
    expect([statuses.indexOf(429), statuses.at(999)]).toEqual([1000, 200])
  })
})

describe('which key signs', () => {
  it('is in turn, once a roll-over has begun, until the old certificate ends', async () => {
    const { list, box, opened, clock } = await connect('certificates')
    const old = signer(await list())
    clock.time += 4 * year
    const young = await box.control.issueCertificate()
    expect((await opened()).map(({ entry }) => entry.serial_no)).toEqual([old, young])
    for (let i = 0; i < 4; i++) expect(signer(await list())).toBe(old)
    expect(await box.control.rollOver()).toBe(young)
    const both = [signer(await list()), signer(await list())]
    expect(new Set(both)).toEqual(new Set([old, young]))
    clock.time += year
    for (let i = 0; i < 4; i++) expect(signer(await list())).toBe(young)
    expect((await opened()).map(({ entry }) => entry.serial_no)).toEqual([young])
    const third = await box.control.rollOver()
    expect([...new Set([signer(await list()), signer(await list())])].sort()).toEqual([young, third].sort())
  })

  it('is asked for by the request while both are in use', async () => {
    const { list, box } = await connect('both')
    const { platformSerial } = box.credentials
    const certificate = signer(await list()) as string
    expect(certificate).toMatch(/^[0-9A-F]{40}$/)
    expect(signer(await list({ 'Wechatpay-Serial': certificate }))).toBe(certificate)
    expect(signer(await list({ 'Wechatpay-Serial': platformSerial }))).toBe(platformSerial)
    // Before the switch the public key may be named, and nothing comes of it.
    await box.control.usePlatformKeys('certificates')
    expect(signer(await list({ 'Wechatpay-Serial': platformSerial }))).toBe(certificate)
    await box.control.usePlatformKeys('publicKey')
    expect(fault(await list({ 'Wechatpay-Serial': certificate }))).toBe('400 PARAM_ERROR Wechatpay-Serial')
  })

  it('of callbacks is either in turn while both are in use', async () => {
    const { box, ask, list } = await connect('both')
    const { mchid, platformSerial } = box.credentials
    const certificate = signer(await list())
    const target = `/v3/marketing/partner/delivery-plan/${mchid}/notify-url`
    await ask('POST', target, { notify_url: 'https://pay.example.com/plans' })
    const serialsOf = async (): Promise<unknown> => {
      const serials = new Set<unknown>()
      for (let i = 0; i < 4; i++) {
        const deliveries = await box.control.sendPlanChange({ plan_id: '1' })
        for (const { request } of deliveries) serials.add(request.headers['Wechatpay-Serial'])
      }
      return serials
    }
    expect(await serialsOf()).toEqual(new Set([platformSerial, certificate]))
    await box.control.usePlatformKeys('certificates')
    expect(await serialsOf()).toEqual(new Set([certificate]))
    await box.control.usePlatformKeys('publicKey')
    expect(await serialsOf()).toEqual(new Set([platformSerial]))
  })

  it('decrypts the field that names it', async () => {
    const { ask, opened, now } = await connect('certificates')
    const [{ pem }] = (await opened()) as [Awaited<ReturnType<typeof opened>>[0]]
    const { serialNo, publicKey } = readCertificate(pem)
    const { keyring } = createVerifier({ keys: { [serialNo]: publicKey }, now })
    const { ciphertext } = await encryptField(keyring, 'hello')
    const body = { echo_message: 'hello', encrypted_echo_message: ciphertext }
    const named = (serial: string) => ask('POST', '/v3/security/echo', body, { 'Wechatpay-Serial': serial })
    expect((await named(serialNo)).status).toBe(200)
    const { status } = await ask('POST', '/v3/security/echo', body)
    expect(status).toBe(400)
  })
})
