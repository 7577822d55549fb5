import { createVerifier, encryptField } from '@wxdp/auth'
import { readCertificate } from '@wxdp/auth/certificate'
import { describe, expect, it } from 'vitest'
import { fault } from '../support/caller.ts'
import { connect, type OpenedCertificate, signerOf, year } from '../support/certificates.ts'

describe('the signing key', () => {
  it('alternates after a roll-over until the old certificate expires', async () => {
    const { list, box, opened, clock } = await connect('certificates')
    const old = signerOf(await list())
    clock.time += 4 * year
    const young = await box.control.issueCertificate()
    expect((await opened()).map(({ entry }) => entry.serial_no)).toEqual([old, young])
    for (let i = 0; i < 4; i++) expect(signerOf(await list())).toBe(old)
    expect(await box.control.rollOver()).toBe(young)
    const both = [signerOf(await list()), signerOf(await list())]
    expect(new Set(both)).toEqual(new Set([old, young]))
    clock.time += year
    for (let i = 0; i < 4; i++) expect(signerOf(await list())).toBe(young)
    expect((await opened()).map(({ entry }) => entry.serial_no)).toEqual([young])
    const third = await box.control.rollOver()
    expect([...new Set([signerOf(await list()), signerOf(await list())])].sort()).toEqual(
      [young, third].sort(),
    )
  })

  it('is the one that the request names while both kinds are in use', async () => {
    const { list, box } = await connect('both')
    const { platformSerial } = box.credentials
    const certificate = signerOf(await list()) as string
    expect(certificate).toMatch(/^[0-9A-F]{40}$/)
    expect(signerOf(await list({ 'Wechatpay-Serial': certificate }))).toBe(certificate)
    expect(signerOf(await list({ 'Wechatpay-Serial': platformSerial }))).toBe(platformSerial)
    // With certificates only, a request may name the public key, but a certificate signs all the same.
    await box.control.usePlatformKeys('certificates')
    expect(signerOf(await list({ 'Wechatpay-Serial': platformSerial }))).toBe(certificate)
    await box.control.usePlatformKeys('publicKey')
    expect(fault(await list({ 'Wechatpay-Serial': certificate }))).toBe('400 PARAM_ERROR Wechatpay-Serial')
  })

  it('of callbacks alternates while both kinds are in use', async () => {
    const { box, call, list } = await connect('both')
    const { mchid, platformSerial } = box.credentials
    const certificate = signerOf(await list())
    const target = `/v3/marketing/partner/delivery-plan/${mchid}/notify-url`
    await call('POST', target, { notify_url: 'https://pay.example.com/plans' })
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

  it('decrypts a field that was encrypted with it', async () => {
    const { call, opened, now } = await connect('certificates')
    const [{ pem }] = (await opened()) as [OpenedCertificate]
    const { serialNo, publicKey } = readCertificate(pem)
    const { keyring } = createVerifier({ keys: { [serialNo]: publicKey }, now, sandbox: true })
    const { ciphertext } = await encryptField(keyring, 'hello')
    const body = { echo_message: 'hello', encrypted_echo_message: ciphertext }
    const named = (serial: string) => call('POST', '/v3/security/echo', body, { 'Wechatpay-Serial': serial })
    expect((await named(serialNo)).status).toBe(200)
    const { status } = await call('POST', '/v3/security/echo', body)
    expect(status).toBe(400)
  })
})
