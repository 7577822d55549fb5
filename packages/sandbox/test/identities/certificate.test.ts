// OpenSSL is the measure of the certificates that the sandbox issues.
import { readCertificate, verifyIssuedBy } from '@wxdp/auth/certificate'
import { describeCertificate, openssl } from '@wxdp-internal/fixtures/openssl'
import { describe, expect, it } from 'vitest'
import { issueCertificate } from '../../src/identities/certificate.ts'
import { connect, type OpenedCertificate } from '../support/certificates.ts'

describe('a certificate', () => {
  it('is accepted by OpenSSL and by @wxdp/auth as issued by the root', async () => {
    const { box, opened, now } = await connect('certificates')
    const root = await box.rootCertificate()
    const [{ pem, entry }] = (await opened()) as [OpenedCertificate]
    const at = String(Math.floor(now() / 1000))
    const checked = openssl((file) => [
      ...['verify', '-check_ss_sig', '-attime', at],
      ...['-CAfile', file('root.pem', root), file('leaf.pem', pem)],
    ])
    expect(checked.toString()).toMatch(/: OK\s*$/)
    expect(describeCertificate(pem, '-serial', '-subject', '-issuer', '-startdate', '-enddate')).toBe(
      [
        `serial=${entry.serial_no}`,
        'subject=C = CN, O = wxdp sandbox, OU = Useless against WeChat Pay, CN = Tenpay.com sign',
        'issuer=C = CN, O = wxdp sandbox, OU = Useless against WeChat Pay, CN = Tenpay.com Root CA',
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

  it('may have any serial and any end', async () => {
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
