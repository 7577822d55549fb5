// From the download to the verified response and callback, with the sandbox's keys and certificates.
import { createVerifier, encryptField, type Keyring, type Verifier } from '@wxdp/auth'
import { setNotifyUrl } from '@wxdp/core/partner'
import { echo } from '@wxdp/core/security'
import { createClient, type FetchFunction } from '@wxdp/fetch'
import { type CertificateKeyringOptions, createCertificateKeyring } from '@wxdp/fetch/certificates'
import { createReceiver } from '@wxdp/notify'
import { createSandbox, type PlatformKeyMode } from '@wxdp/sandbox'
import { codeOf } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'

const certificateForm = /^[0-9A-F]{40}$/
const day = 24 * 3600 * 1000
const year = 365 * day
const url = 'https://pay.example.com/plans'

/** A service provider in a sandbox whose keys and clock can be changed. */
async function connect(platformKeys: PlatformKeyMode = 'certificates') {
  const clock = { time: Date.UTC(2026, 10, 24) }
  const now = () => clock.time
  const callbacks: Request[] = []
  const box = await createSandbox({
    platformKeys,
    now,
    async deliver(request) {
      callbacks.push(request)
      return new Response(null, { status: 204 })
    },
  })
  const { apiV3Key, platformSerial, platformPublicKey } = box.credentials
  const { signer } = box.clientOptions()
  const requests: { path: string; named: string | null; signedBy: string | null }[] = []
  const fetch: FetchFunction = async (...sent) => {
    const request = new Request(...sent)
    const named = request.headers.get('wechatpay-serial')
    const response = await box.fetch(request)
    const signedBy = response.headers.get('wechatpay-serial')
    requests.push({ path: new URL(request.url).pathname, named, signedBy })
    return response
  }
  const keyringOf = (options: Partial<CertificateKeyringOptions> = {}) =>
    createCertificateKeyring({ signer, apiV3Key, fetch, now, sandbox: true, ...options })
  const verifierOf = (keyring: Keyring): Verifier => createVerifier({ keys: keyring, now, sandbox: true })
  const clientOf = (keyring: Keyring) => createClient({ signer, verifier: verifierOf(keyring), fetch })
  return {
    clock,
    box,
    requests,
    keyringOf,
    clientOf,
    publicKey: { [platformSerial]: platformPublicKey },
    platformSerial,
    downloads: () => requests.filter(({ path }) => path === '/v3/certificates').length,
    /** Makes calls and returns the serials with which their responses were signed. */
    async responseSerials(keyring: Keyring, count = 4) {
      const client = clientOf(keyring)
      const before = requests.length
      for (let i = 0; i < count; i++) await client.call(echo, { echo_message: 'hello' })
      const calls = requests.slice(before).filter(({ path }) => path !== '/v3/certificates')
      return new Set(calls.map(({ signedBy }) => signedBy))
    },
    /** Receives callbacks and returns the serials with which they were signed. */
    async callbackSerials(keyring: Keyring, count = 4) {
      const receive = createReceiver({ verifier: verifierOf(keyring), apiV3Key })
      await clientOf(keyring).call(setNotifyUrl, { sp_mchid: signer.id, notify_url: url })
      const serials = new Set<string | null>()
      for (let i = 0; i < count; i++) {
        callbacks.length = 0
        await box.control.sendPlanChange({ plan_id: '1234567890' })
        const genuine = callbacks[1] as Request
        serials.add(genuine.headers.get('wechatpay-serial'))
        expect((await receive(genuine.clone())).kind).toBe('planChange')
        expect(await codeOf(() => receive(callbacks[0] as Request))).toBe('AUTH_SIGNATURE_PROBE')
      }
      return serials
    },
  }
}

describe('a merchant with platform certificates', () => {
  it('has them downloaded once, for the first response', async () => {
    const { keyringOf, responseSerials, requests, downloads } = await connect()
    const keyring = keyringOf()
    expect([keyring.serials(), keyring.preferred]).toEqual([[], undefined])
    const [signedBy, ...others] = await responseSerials(keyring)
    expect(signedBy).toMatch(certificateForm)
    expect([others, downloads()]).toEqual([[], 1])
    expect([keyring.serials(), keyring.preferred]).toEqual([[signedBy], undefined])
    expect(new Set(requests.map(({ named }) => named))).toEqual(new Set([null]))
  })

  it('receives callbacks', async () => {
    const { keyringOf, callbackSerials, downloads } = await connect()
    const keyring = keyringOf()
    expect([...(await callbackSerials(keyring))]).toEqual(keyring.serials())
    expect(downloads()).toBe(1)
  })

  it('may require their issuer', async () => {
    const { keyringOf, responseSerials, box } = await connect()
    const issuer = await box.rootCertificate()
    expect((await responseSerials(keyringOf({ issuer }))).size).toBe(1)
    expect((await responseSerials(keyringOf({ issuer: new TextEncoder().encode(issuer) }))).size).toBe(1)
    const other = await (await createSandbox()).rootCertificate()
    const keyring = keyringOf({ issuer: other })
    await expect(keyring.ready()).rejects.toMatchObject({
      code: 'FETCH_CERTIFICATES_INVALID',
      cause: { code: 'AUTH_CERTIFICATE_UNTRUSTED' },
    })
    await expect(responseSerials(keyring)).rejects.toMatchObject({
      code: 'FETCH_UNTRUSTED',
      cause: { code: 'FETCH_CERTIFICATES_INVALID' },
    })
  })

  it('encrypts with the newest, even before its first call', async () => {
    const { keyringOf, clientOf, box, clock, requests } = await connect()
    const keyring = keyringOf()
    const send = async () => {
      const encrypted_echo_message = await encryptField(keyring, 'hello')
      await clientOf(keyring).call(echo, { echo_message: 'hello', encrypted_echo_message })
      expect(requests.at(-1)?.named).toBe(encrypted_echo_message.serialNo)
      return encrypted_echo_message.serialNo
    }
    const old = await send()
    clock.time += 12 * 3600 * 1000
    const young = await box.control.issueCertificate()
    expect(old).not.toBe(young)
    expect(keyring.find(old)).toMatchObject({ role: 'public' })
    await expect.poll(() => keyring.encryptionSerial()).toBe(young)
    expect(await send()).toBe(young)
  })
})

describe('a roll-over', () => {
  it('is not noticed if the new certificate is listed before it signs', async () => {
    const { keyringOf, responseSerials, callbackSerials, downloads, box, clock } = await connect()
    const keyring = keyringOf()
    const [old] = await responseSerials(keyring)
    const young = await box.control.issueCertificate()
    clock.time += 12 * 3600 * 1000
    expect(await responseSerials(keyring)).toEqual(new Set([old]))
    await expect.poll(() => keyring.encryptionSerial()).toBe(young)
    expect(await box.control.rollOver()).toBe(young)
    expect(await responseSerials(keyring)).toEqual(new Set([old, young]))
    expect(await callbackSerials(keyring)).toEqual(new Set([old, young]))
    expect(downloads()).toBe(2)
  })

  it('that comes unannounced has the list downloaded for the first response that the new certificate signs', async () => {
    const { keyringOf, responseSerials, downloads, box, clock } = await connect()
    const keyring = keyringOf({ issuer: await box.rootCertificate() })
    const [old] = await responseSerials(keyring)
    const young = await box.control.rollOver()
    clock.time += 10_000
    expect(await responseSerials(keyring)).toEqual(new Set([old, young]))
    expect(downloads()).toBe(2)
  })

  it('that comes unannounced needs, without issuer, a list that the old certificate signs', async () => {
    const { keyringOf, box, clock, requests } = await connect()
    const keyring = keyringOf()
    await keyring.ready()
    const old = await keyring.encryptionSerial()
    const young = await box.control.rollOver()
    const look = async () => {
      clock.time += 10_000
      const found = await codeOf(async () => {
        throw { code: await keyring.find(young) }
      })
      return [requests.at(-1)?.signedBy, found]
    }
    const seen = [await look(), await look()]
    const refused = seen.find(([signedBy]) => signedBy === young)
    if (refused) expect(refused[1]).toBe('FETCH_UNTRUSTED')
    expect(seen).toContainEqual([old, expect.objectContaining({ role: 'public' })])
    expect(keyring.serials()).toEqual([old, young])
  })

  it('ends when the old certificate expires: its signatures no longer verify', async () => {
    const { keyringOf, responseSerials, box, clock } = await connect()
    // With the issuer, a list that the next one signs is trusted, too: which signs is a matter of turns.
    const keyring = keyringOf({ issuer: await box.rootCertificate() })
    const [old] = await responseSerials(keyring)
    // The clock has issued the next one by now, and both sign.
    clock.time += 5 * year - day
    await responseSerials(keyring)
    const young = box.handlerSettings().verifier.keyring.serials().at(-1) as string
    await expect.poll(() => keyring.encryptionSerial()).toBe(young)
    clock.time += day - 1000
    expect(await responseSerials(keyring)).toEqual(new Set([old, young]))
    expect(await keyring.find(old as string)).toBeDefined()
    clock.time += 1000
    expect(keyring.serials()).toEqual([young])
    expect(await keyring.find(old as string)).toBeUndefined()
    expect(await responseSerials(keyring)).toEqual(new Set([young]))
  })
})

describe('a migration', () => {
  it('from certificates to the public key and back verifies at every step', async () => {
    const { keyringOf, responseSerials, callbackSerials, box, publicKey, platformSerial } = await connect()
    const keyring = keyringOf({ keys: publicKey })
    const certificate = [...(await responseSerials(keyring))][0] as string
    expect([...(await callbackSerials(keyring))]).toEqual([certificate])

    // During the switch, callbacks are signed with either key, responses with the key that the request names.
    const ahead = keyringOf({ keys: publicKey, preferred: platformSerial })
    await box.control.usePlatformKeys('both')
    expect([...(await responseSerials(keyring))]).toEqual([certificate])
    expect([...(await responseSerials(ahead))]).toEqual([platformSerial])
    for (const each of [keyring, ahead]) {
      expect(await callbackSerials(each)).toEqual(new Set([certificate, platformSerial]))
    }

    await box.control.usePlatformKeys('publicKey')
    for (const each of [keyring, ahead, keyringOf({ keys: publicKey })]) {
      expect([...(await responseSerials(each))]).toEqual([platformSerial])
      expect([...(await callbackSerials(each))]).toEqual([platformSerial])
    }

    await box.control.usePlatformKeys('certificates')
    for (const each of [keyring, ahead]) {
      expect([...(await responseSerials(each))]).toEqual([certificate])
      expect([...(await callbackSerials(each))]).toEqual([certificate])
    }
  })

  it('sends the preferred serial and encrypts with its key', async () => {
    const { keyringOf, requests, publicKey, platformSerial, downloads, responseSerials } =
      await connect('both')
    const ahead = keyringOf({ keys: publicKey, preferred: platformSerial })
    expect((await encryptField(ahead, 'hello')).serialNo).toBe(platformSerial)
    await responseSerials(ahead)
    expect(downloads()).toBe(0)
    expect(ahead.serials()).toEqual([platformSerial])
    // The request for the list names the same key, so a key known before the download signs the response.
    expect(await ahead.find('0'.repeat(40))).toBeUndefined()
    expect(requests.at(-1)).toEqual({
      path: '/v3/certificates',
      named: platformSerial,
      signedBy: platformSerial,
    })
    const behind = keyringOf({ keys: publicKey })
    expect(behind.preferred).toBeUndefined()
    expect((await encryptField(behind, 'hello')).serialNo).toMatch(certificateForm)
  })
})

describe('a merchant without certificates', () => {
  it('gets an error that says to use the public key', async () => {
    const { keyringOf, publicKey } = await connect('publicKey')
    for (const keyring of [keyringOf(), keyringOf({ keys: publicKey })]) {
      await expect(keyring.ready()).rejects.toMatchObject({
        name: 'FetchError',
        code: 'FETCH_CERTIFICATES_NONE',
        endpoint: 'listCertificates',
        status: 404,
        message: expect.stringContaining(
          'public key. Remove this keyring and give createVerifier keys: { PUB_KEY_ID_…: pub_key.pem }',
        ),
        cause: { name: 'ApiError', code: 'RESOURCE_NOT_EXISTS' },
      })
      expect(await codeOf(() => encryptField(keyring, 'hello'))).toBe('FETCH_CERTIFICATES_NONE')
    }
  })

  it('that has none that is valid gets an error that says so', async () => {
    const { keyringOf, clock } = await connect()
    // In time, the clock issues the next one. Before its time, none is valid.
    clock.time -= day
    await expect(keyringOf().ready()).rejects.toMatchObject({
      code: 'FETCH_CERTIFICATES_EXPIRED',
      message: expect.stringContaining('has expired'),
      cause: { name: 'ApiError', code: 'NOT_ENOUGH' },
    })
  })

  it('whose APIv3 key is wrong gets an error that says so', async () => {
    const { keyringOf, publicKey, platformSerial } = await connect('both')
    const wrong = { apiV3Key: 'x'.repeat(32) }
    for (const options of [wrong, { ...wrong, keys: publicKey, preferred: platformSerial }]) {
      await expect(keyringOf(options).find('0'.repeat(40))).rejects.toMatchObject({
        code: 'FETCH_CERTIFICATES_INVALID',
        message: expect.stringContaining('the APIv3 key is not the one that the sender used'),
        cause: { code: 'AUTH_OPEN_FAILED' },
      })
    }
  })

  it('must not be a brand: a brand has no list', async () => {
    const { box } = await connect('publicKey')
    const { signer } = await box.brand.clientOptions()
    const { apiV3Key } = await box.brand.credentials()
    const make = () => createCertificateKeyring({ signer, apiV3Key })
    expect(make).toThrow(/brand has no platform certificates/)
    expect(await codeOf(make)).toBe('FETCH_OPTION_INVALID')
  })
})

describe('the certificates of a sandbox', () => {
  it('are refused in production: by the keyring, and by the verifier', async () => {
    const { box, keyringOf } = await connect()
    const strict = keyringOf({ sandbox: false })
    await expect(strict.ready()).rejects.toMatchObject({
      code: 'FETCH_UNTRUSTED',
      cause: { code: 'AUTH_KEY_ROLE' },
    })
    const keyring = keyringOf()
    await keyring.ready()
    expect(() => createVerifier({ keys: keyring })).toThrow(/is a sandbox's key/)
    box.close()
  })
})

describe('over fifteen years of the clock', () => {
  it('every response and every callback verifies, whichever certificate signed it', async () => {
    const kinds: unknown[] = []
    const box = await createSandbox({
      ...{ speed: 0, platformKeys: 'certificates', callbacks: { probes: 0, duplicates: 0 } },
      async deliver(request) {
        kinds.push((await receive(request)).kind)
        signed.add(request.headers.get('wechatpay-serial'))
        return new Response(null, { status: 204 })
      },
    })
    const now = () => box.control.now
    const { apiV3Key } = box.credentials
    const { signer, fetch } = box.clientOptions()
    const issuer = await box.rootCertificate()
    const errors: unknown[] = []
    const keyring = createCertificateKeyring({
      ...{ signer, apiV3Key, fetch, issuer, now, sandbox: true },
      onError: (error) => errors.push(error),
    })
    const verifier = createVerifier({ keys: keyring, now, sandbox: true })
    const client = createClient({ signer, verifier, fetch })
    const receive = createReceiver({ verifier, apiV3Key })
    const signed = new Set<string | null>()
    await client.call(setNotifyUrl, { sp_mchid: signer.id, notify_url: url })
    for (let i = 0; i < 365; i++) {
      await box.control.advance('15d')
      await client.call(echo, { echo_message: `${i}` })
      await box.control.sendPlanChange({ plan_id: '1' })
    }
    expect(kinds).toEqual(Array(365).fill('planChange'))
    expect(signed.size).toBe(4)
    expect(errors).toEqual([])
  })
})
