import { createSigner, encryptField } from '@wxdp/auth'
import { createSandbox, createSandboxFor } from '@wxdp/sandbox'
import { keys, utf8 } from '@wxdp-internal/fixtures'
import { describe, expect, expectTypeOf, it } from 'vitest'

const { mchid, serialNo, publicKey, privateKey } = keys.merchant

describe('credentials', () => {
  it('are options of a signer as they are', async () => {
    const sandbox = await createSandbox()
    expect(createSigner(sandbox.credentials).id).toBe(sandbox.credentials.mchid)
    expect(createSigner(await sandbox.brand.credentials()).id).toBe(sandbox.brand.brandId)
  })

  it('of a caller with a key of its own have no private key, in the type as in the object', async () => {
    const { credentials } = await createSandboxFor({ merchant: { mchid, serialNo, publicKey } })
    expectTypeOf(credentials).not.toHaveProperty('privateKey')
    expect(Object.keys(credentials)).not.toContain('privateKey')
  })
})

describe('clientOptions', () => {
  it('sign as the service provider or as the brand, on the clock of the sandbox', async () => {
    const sandbox = await createSandbox({ now: () => 1_700_000_000_000 })
    const partner = sandbox.clientOptions()
    const brand = await sandbox.brand.clientOptions()
    expect([partner.signer.caller, brand.signer.caller]).toEqual(['mchid', 'brand_id'])
    expect([partner.sandbox, brand.sandbox]).toEqual([true, true])
    for (const { signer } of [partner, brand]) {
      const authorization = await signer.authorize({ method: 'GET', target: '/v3/certificates' })
      expect(authorization).toContain('timestamp="1700000000"')
    }
  })

  it('need the private key of a caller that brought a key of its own', async () => {
    const { clientOptions } = await createSandboxFor({ merchant: { mchid, serialNo, publicKey } })
    expect(() => clientOptions()).toThrow(
      expect.objectContaining({
        code: 'SANDBOX_PRIVATE_KEY_MISSING',
        message: `The sandbox knows only the public key of ${mchid}. Pass your private key: clientOptions({ privateKey }).${ERROR_LINK}sandbox_private_key_missing`,
      }),
    )
    expect(clientOptions({ privateKey }).signer.serialNo).toBe(serialNo)
  })
})

describe('the verifier of clientOptions and handlerSettings', () => {
  it('follows the sandbox through every mode of platform keys', async () => {
    const sandbox = await createSandbox({ deliver: async () => new Response(null, { status: 204 }) })
    const { verifier } = sandbox.handlerSettings()
    const { platformSerial } = sandbox.credentials
    for (const mode of ['publicKey', 'both', 'certificates', 'publicKey'] as const) {
      await sandbox.control.usePlatformKeys(mode)
      const content = { eventType: 'A.B', originalType: 'a', summary: 's', resource: {} }
      const [, sent] = await sandbox.control.sendNotification('https://pay.example.com/a', content)
      const { headers = {}, body = '' } = sent?.request ?? {}
      await expect(verifier.verify({ headers, body: utf8(body) })).resolves.toBeDefined()
      expect(verifier.keyring.preferred).toBe(mode === 'certificates' ? undefined : platformSerial)
    }
    expect(verifier.keyring.serials()).toHaveLength(2)
  })

  it('encrypts with a certificate that signs while certificates alone are in use', async () => {
    const { clientOptions, control } = await createSandbox({ platformKeys: 'certificates' })
    const { keyring } = clientOptions().verifier
    const first = await encryptField(keyring, 'hello')
    const issued = await control.issueCertificate()
    expect((await encryptField(keyring, 'hello')).serialNo).toBe(first.serialNo)
    await control.rollOver()
    expect((await encryptField(keyring, 'hello')).serialNo).toBe(issued)
  })
})
