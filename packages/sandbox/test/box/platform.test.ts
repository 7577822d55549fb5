import { createVerifier } from '@wxdp/auth'
import { readCertificate } from '@wxdp/auth/certificate'
import { createSandbox, createSandboxFor, type PlatformKeyMode, type SandboxOptions } from '@wxdp/sandbox'
import { apiV3Key, keys, utf8 } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'
import { callerOf, paths } from '../support/caller.ts'
import { createBytes, platform } from '../support/platform-keys.ts'
import { own, plans, start } from '../support/stage.ts'

const { mchid, serialNo, publicKey } = keys.merchant
const now = () => start

describe('platform keys that are given', () => {
  it('sign responses and callbacks', async () => {
    const box = await createSandbox({
      platform,
      now,
      deliver: async () => new Response(null, { status: 204 }),
    })
    expect(box.credentials.platformSerial).toBe(platform.serialNo)
    expect(box.credentials.platformPublicKey.trim()).toBe(keys.platform.publicKey.trim())
    const verifier = createVerifier({
      keys: { [String(platform.serialNo)]: keys.platform.publicKey },
      now,
      sandbox: true,
    })
    const call = await callerOf(box, 'partner')
    const { headers, body } = await call('GET', `${plans}/120344/delivery-plans`)
    await expect(verifier.verify({ headers, body: utf8(JSON.stringify(body)) })).resolves.toBeDefined()
    const content = { eventType: 'A.B', originalType: 'a', summary: 's', resource: {} }
    const [, sent] = await box.control.sendNotification('https://pay.example.com/a', content)
    const { request } = sent as NonNullable<typeof sent>
    await expect(
      verifier.verify({ headers: request.headers, body: utf8(request.body) }),
    ).resolves.toBeDefined()
  })

  it('may have the serial of a certificate, in any spelling', async () => {
    const serialNo = `53414E44424F58${'0A'.repeat(13)}`
    const box = await createSandbox({ platform: { ...platform, serialNo: serialNo.toLowerCase() } })
    expect(box.credentials.platformSerial).toBe(serialNo)
  })

  it('may have a serial that is made', async () => {
    const { serialNo, privateKey } = platform
    const [one, other] = await Promise.all([
      createSandbox({ platform: { privateKey } }),
      createSandbox({ platform: { privateKey } }),
    ])
    expect(one.credentials.platformSerial).toMatch(/^PUB_KEY_ID_/)
    expect(one.credentials.platformSerial).not.toBe(serialNo)
    expect(one.credentials.platformSerial).not.toBe(other.credentials.platformSerial)
    expect(one.credentials.platformPublicKey).toBe(other.credentials.platformPublicKey)
  })

  it('of a brand are its own', async () => {
    const box = await createSandbox({ brandPlatform: platform })
    expect((await box.brand.credentials()).platformSerial).toBe(platform.serialNo)
    expect(box.credentials.platformSerial).not.toBe(platform.serialNo)
  })

  it('issue certificates, the first ones with the given keys', async () => {
    const box = await createSandbox({ platform, platformKeys: 'certificates', now })
    const root = readCertificate(await box.rootCertificate())
    expect(root.issuer).toEqual(root.subject)
    const { keyring } = box.handlerSettings().verifier
    const [, first = ''] = keyring.serials()
    const signed = await box.fetch('https://api.mch.weixin.qq.com/v3/certificates')
    expect(signed.status).toBe(401)
    const second = await box.control.issueCertificate()
    expect(second).not.toBe(first)
  })
})

/** All that leaves a sandbox, from the same requests. */
async function run(platformKeys: PlatformKeyMode): Promise<string[]> {
  const seen: string[] = []
  const note = async (response: Response): Promise<Response> => {
    seen.push(JSON.stringify([response.status, ...response.headers]), await response.clone().text())
    return response
  }
  const box = await createSandboxFor(
    { merchant: { mchid, serialNo, publicKey }, brand: { brandId: '77', serialNo, publicKey } },
    {
      now,
      rng: createBytes(),
      platform,
      brandPlatform: platform,
      platformKeys,
      async deliver(request) {
        seen.push(JSON.stringify([...request.headers]), await request.text())
        return new Response(null, { status: seen.length < 40 ? 500 : 204 })
      },
      authorisedBrands: ['120344'],
      auditTime: '10m',
    } satisfies SandboxOptions,
  )
  const fetch = async (request: Request): Promise<Response> => note(await box.fetch(request))
  const partner = await callerOf({ ...box, fetch } as typeof box, 'partner')
  const brand = await callerOf({ ...box, fetch } as typeof box, 'brand')
  const target = `${paths.partner}/${mchid}/notify-url`
  await partner('POST', target, { notify_url: 'https://pay.example.com/plans' })
  const { body } = await partner('POST', plans, own)
  const { plan_id } = body.plan as { plan_id: string }
  await box.control.approve(plan_id)
  await partner('GET', '/v3/certificates')
  await brand('POST', `${paths.brand}/notify-url`, { notify_url: 'https://pay.example.com/brand' })
  await partner('POST', plans, { ...own, plan_name: '' })
  await box.control.advance('3h')
  await partner('PATCH', `${plans}/${plan_id}`, {
    out_request_no: 'update-1',
    modify_content: { user_limit: 3 },
  })
  await box.control.advance('40d')
  seen.push(JSON.stringify(await box.control.settled()))
  const { apiV3Key, ...credentials } = box.credentials
  return [...seen, apiV3Key, JSON.stringify(credentials), await box.rootCertificate()]
}

describe('with clock, source of randomness and platform keys given', () => {
  it.each<PlatformKeyMode>(['publicKey', 'certificates', 'both'])(
    'two runs have the same bytes: %s',
    async (mode) => {
      const first = await run(mode)
      expect(first.length).toBeGreaterThan(50)
      expect(await run(mode)).toEqual(first)
    },
  )
})

describe('wrong platform keys', () => {
  it.each<[string, object, string, RegExp]>([
    ['a number as serial', { ...platform, serialNo: 7 }, 'SANDBOX_OPTION_INVALID', /found a number/],
    [
      'a serial that production accepts',
      { ...platform, serialNo: keys.platform.serialNo },
      'SANDBOX_OPTION_INVALID',
      /^platform.serialNo: expected PUB_KEY_ID_SANDBOX/,
    ],
    ['another serial', { ...platform, serialNo: 'PUB_KEY' }, 'SANDBOX_OPTION_INVALID', /^platform.serialNo/],
    [
      'no key',
      { serialNo: platform.serialNo },
      'SANDBOX_OPTION_INVALID',
      /^platform.privateKey: expected PEM, found undefined/,
    ],
    [
      'a path',
      { ...platform, privateKey: './key.pem' },
      'SANDBOX_OPTION_INVALID',
      /^platform.privateKey: expected PEM, found another string/,
    ],
    ['a public key', { ...platform, privateKey: keys.platform.publicKey }, 'AUTH_KEY_ROLE', /public/],
    ['an elliptic key', { ...platform, privateKey: keys.unsupported.encrypted }, 'AUTH_KEY_UNSUPPORTED', /./],
    ['an array', [], 'SANDBOX_OPTION_INVALID', /^platform: expected an object, found an array/],
    [
      'a misspelt name',
      { ...platform, privatekey: 'x' },
      'SANDBOX_OPTION_INVALID',
      /^platform.privatekey: unknown/,
    ],
    [
      'keys that are no array',
      { ...platform, certificateKeys: 'x' },
      'SANDBOX_OPTION_INVALID',
      /^platform.certificateKeys: expected an array of strings/,
    ],
  ])('%s: a typed error', async (_, wrong, code, message) => {
    const error = await createSandbox({ platform: wrong } as SandboxOptions).catch((thrown) => thrown)
    expect([error.code, error.message]).toEqual([code, expect.stringMatching(message)])
  })

  it('a key of the authority that is none is found with the first certificate', async () => {
    const wrong = { ...platform, authorityKey: keys.root.publicKey }
    await expect(createSandbox({ platform: wrong, platformKeys: 'both' })).rejects.toMatchObject({
      code: 'AUTH_KEY_ROLE',
    })
  })

  it('PKCS#1: says how to convert it', async () => {
    const { createPrivateKey } = await import('node:crypto')
    const privateKey = createPrivateKey(keys.platform.privateKey).export({ type: 'pkcs1', format: 'pem' })
    await expect(
      createSandbox({ platform: { ...platform, privateKey: String(privateKey) } }),
    ).rejects.toMatchObject({
      code: 'SANDBOX_OPTION_INVALID',
      message: expect.stringContaining('openssl pkcs8 -topk8 -nocrypt'),
    })
  })

  it('a source of randomness that returns something else', async () => {
    for (const rng of [() => 0.5, () => new Uint8Array(1)]) {
      const options = { rng } as unknown as SandboxOptions
      await expect(createSandbox({ ...options, apiV3Key })).rejects.toMatchObject({
        code: 'SANDBOX_OPTION_INVALID',
        message: expect.stringMatching(/^rng: expected a Uint8Array of the requested length/),
      })
    }
  })
})
