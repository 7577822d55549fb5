import { createVerifier } from '@wxdp/auth'
import { readCertificate } from '@wxdp/auth/certificate'
import { utf8 } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'
import { callerOf, fault } from '../support/caller.ts'
import { connect, type OpenedCertificate, signerOf, year } from '../support/certificates.ts'

describe('GET /v3/certificates', () => {
  it('signs with the certificate that it lists', async () => {
    const { list, opened, now } = await connect('certificates')
    const response = await list()
    const [{ pem, entry }] = (await opened(response)) as [OpenedCertificate]
    expect(signerOf(response)).toBe(entry.serial_no)
    const { serialNo, publicKey } = readCertificate(pem)
    const verifier = createVerifier({ keys: { [serialNo]: publicKey }, now, sandbox: true })
    const body = utf8(JSON.stringify(response.body))
    await expect(verifier.verify({ headers: response.headers, body })).resolves.toMatchObject({ serialNo })
  })

  it('lists none for a merchant with the public key, or after the last one has expired', async () => {
    const { list, box, clock } = await connect()
    expect(fault(await list())).toBe('404 RESOURCE_NOT_EXISTS')
    await box.control.usePlatformKeys('certificates')
    expect((await list()).status).toBe(200)
    // In time, the clock issues the next one. Before its time, none is valid.
    clock.time -= year
    const response = await list()
    expect(fault(response)).toBe('404 NOT_ENOUGH')
    expect(signerOf(response)).toBe(box.credentials.platformSerial)
  })

  it('is for a service provider, and limited to 1,000 a second', async () => {
    const { list, box } = await connect('certificates')
    const brandCall = await callerOf(box, 'brand')
    expect(fault(await brandCall('GET', '/brand/certificates'))).toBe('404 RESOURCE_NOT_EXISTS')
    const statuses: number[] = []
    for (let i = 0; i < 1001; i++) statuses.push((await list()).status)
    expect([statuses.indexOf(429), statuses.at(999)]).toEqual([1000, 200])
  })
})
