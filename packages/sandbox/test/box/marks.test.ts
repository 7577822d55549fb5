// Whatever the sandbox makes says that it is no WeChat Pay, and production refuses it.
import { createSigner, createVerifier } from '@wxdp/auth'
import { readCertificate } from '@wxdp/auth/certificate'
import { type CallbackDelivery, createSandbox, type Fault } from '@wxdp/sandbox'
import { codeOf, utf8 } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'
import { callerOf, paths } from '../support/caller.ts'
import { connect, type OpenedCertificate } from '../support/certificates.ts'
import { plans, stage } from '../support/stage.ts'

const listPath = `${plans}/120344/delivery-plans`

describe('the sandbox says what it is', () => {
  it('in its serials, its ids and the APIv3 key', async () => {
    const { box, brand, setUrl } = await stage()
    const { credentials } = await createSandbox()
    const brandCredentials = await box.brand.credentials()
    for (const each of [credentials, brandCredentials]) {
      expect(each.serialNo).toMatch(/^53414E44424F58[0-9A-F]{26}$/)
      expect(each.apiV3Key).toMatch(/^sandbox.{25}$/)
      expect(each.platformSerial).toMatch(/^PUB_KEY_ID_SANDBOX[0-9A-F]{25}$/)
    }
    expect(String.fromCharCode(...Buffer.from('53414E44424F58', 'hex'))).toBe('SANDBOX')
    // A brand's ids are documented as digits.
    expect(brandCredentials.platformSerial).toMatch(/\d{25}$/)
    await setUrl()
    const [delivery] = await box.control.sendPlanChange({ plan_id: '1' })
    const { id } = JSON.parse((delivery as CallbackDelivery).request.body)
    expect(id).toMatch(/^53414e44-424f-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
    const { headers } = await brand('GET', `${paths.brand}/delivery-plans`)
    expect(headers.get('request-id')).toMatch(/^SANDBOX[0-9A-F]{9}-0$/)
  })

  it('in its certificates', async () => {
    const { box, opened } = await connect('certificates')
    const [{ pem }] = (await opened()) as [OpenedCertificate]
    for (const certificate of [pem, await box.rootCertificate()].map((each) => readCertificate(each))) {
      expect(certificate.serialNo).toMatch(/^53414E44424F58[0-9A-F]{26}$/)
      for (const { text } of [certificate.subject, certificate.issuer]) {
        expect(text).toContain('O=wxdp sandbox, OU=Useless against WeChat Pay')
      }
    }
  })

  it.each<Fault | undefined>([
    undefined,
    ...(['slowBody', 'truncatedBody', 429, 500, 502, 'html', 'unsigned'] as const),
    ...(['wrongSignature', 'stale', 'wrongSerial', 'probe'] as const),
  ])('in a header of every response, whatever goes wrong: %s', async (fault) => {
    const { box } = await stage()
    if (fault !== undefined) box.control.addFault({ fault })
    for (const path of [listPath, '/v3/unknown', '/brand/unknown']) {
      const { headers } = await box.fetch(`https://api.mch.weixin.qq.com${path}`)
      expect(headers.get('wechatpay-sandbox')).toBe('wxdp')
    }
  })

  it('in a header of every callback', async () => {
    const { box, setUrl } = await stage()
    await setUrl()
    const deliveries = await box.control.sendPlanChange({ plan_id: '1' })
    expect(deliveries.map(({ kind }) => kind)).toEqual(['probe', 'notification', 'duplicate'])
    for (const { request } of deliveries) expect(request.headers['Wechatpay-Sandbox']).toBe('wxdp')
  })
})

describe('a verifier for production', () => {
  it('is not made with the keys of a sandbox, in any mode', async () => {
    const { box, opened } = await connect('certificates')
    const [{ pem }] = (await opened()) as [OpenedCertificate]
    const { platformSerial, platformPublicKey } = box.credentials
    const brand = await box.brand.credentials()
    for (const keys of [
      { [platformSerial]: platformPublicKey },
      { [platformSerial.toLowerCase()]: platformPublicKey },
      { [brand.platformSerial]: brand.platformPublicKey },
      { [readCertificate(pem).serialNo]: pem },
      { [`serial=00${readCertificate(pem).serialNo}`]: readCertificate(pem).publicKey },
    ]) {
      expect(await codeOf(() => createVerifier({ keys }))).toBe('AUTH_KEY_ROLE')
      expect(await codeOf(() => createVerifier({ keys, sandbox: 'true' as never }))).toBe('AUTH_KEY_ROLE')
      expect(createVerifier({ keys, sandbox: true }).keyring.serials()).toHaveLength(1)
    }
    const keyring = box.handlerSettings().verifier.keyring
    expect(() => createVerifier({ keys: keyring })).toThrow(
      /is a sandbox's key. For tests, set sandbox: true\./,
    )
  })

  it('refuses a message of a sandbox, although a look-up finds its key', async () => {
    const { box, call, now } = await connect()
    const { platformSerial } = box.credentials
    const { keyring } = box.handlerSettings().verifier
    const response = await call('GET', listPath)
    const message = { headers: response.headers, body: utf8(JSON.stringify(response.body)) }
    const lookUp = { find: keyring.find, serials: () => [], preferred: undefined }
    const strict = createVerifier({ keys: lookUp, now })
    await expect(strict.verify(message)).rejects.toMatchObject({
      code: 'AUTH_KEY_ROLE',
      message: expect.stringContaining(platformSerial),
    })
    const lenient = createVerifier({ keys: lookUp, now, sandbox: true })
    await expect(lenient.verify(message)).resolves.toMatchObject({ serialNo: platformSerial })
  })

  it("takes WeChat Pay's keys, and those of a sandbox too if it is for one", async () => {
    const { box } = await connect()
    const { platformSerial, platformPublicKey } = box.credentials
    const genuine = { PUB_KEY_ID_0114232134912410000000000000: platformPublicKey }
    expect(createVerifier({ keys: genuine }).keyring.serials()).toHaveLength(1)
    const both = { ...genuine, [platformSerial]: platformPublicKey }
    expect(await codeOf(() => createVerifier({ keys: both }))).toBe('AUTH_KEY_ROLE')
    expect(createVerifier({ keys: both, sandbox: true }).keyring.serials()).toHaveLength(2)
  })
})

it("WeChat Pay's side: a signer takes the sandbox's serial as that of any merchant", async () => {
  const { credentials } = await createSandbox()
  expect(createSigner(credentials).serialNo).toBe(credentials.serialNo)
  const { box } = await stage()
  expect((await (await callerOf(box, 'partner'))('GET', listPath)).status).toBe(200)
})
