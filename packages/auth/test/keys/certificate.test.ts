// Certificates issued by OpenSSL, compared with what OpenSSL and Node read.
import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { AuthError, createVerifier } from '@wxdp/auth'
import { readCertificate, verifyIssuedBy } from '@wxdp/auth/certificate'
import { signMessage } from '@wxdp/auth/platform'
import { codeOf, keys, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { certificateFor, describeCertificate } from '@wxdp-internal/fixtures/openssl'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseX509 } from '../../src/encoding/x509.ts'

const root = freshKeyPair(4096)
const rootOptions = {
  subject: '/C=CN/O=Tenpay.com/OU=Tenpay.com CA Center/CN=Tenpay.com Root CA',
  days: 3650,
  serialNo: '4123456789ABCDEF0123456789ABCDEF01234567',
  more: ['-addext', 'keyUsage=critical,keyCertSign', '-addext', 'basicConstraints=critical,CA:TRUE'],
}
const rootCertificate = certificateFor(root.privateKey, rootOptions)
const { privateKey, publicKey } = freshKeyPair()
const subject =
  '/CN=1900007291/O=微信商户系统/OU=Some "Coffee", Ltd. \\+ CN=x/L=Shenzhen/C=CN/ST=GD/emailAddress=a@b.c'
const leafOnly = ['-addext', 'basicConstraints=CA:FALSE']
const issuer = { certificate: rootCertificate, privateKey: root.privateKey }
const pem = certificateFor(privateKey, { subject, issuer, more: leafOnly })
const der = (text: string) => new Uint8Array(Buffer.from(text.replace(/-----[^-]+-----/g, ''), 'base64'))
const certificate = readCertificate(pem)

describe('readCertificate', () => {
  it('reads what OpenSSL reads', () => {
    const [, serial] = describeCertificate(pem, '-serial').split('=')
    const [, begin, end] = describeCertificate(pem, '-startdate', '-enddate').split(/not(?:Before|After)=/)
    expect(certificate).toMatchObject({
      serialNo: serial,
      notBefore: new Date(begin as string),
      notAfter: new Date(end as string),
      issuer: {
        commonName: 'Tenpay.com Root CA',
        text: 'C=CN, O=Tenpay.com, OU=Tenpay.com CA Center, CN=Tenpay.com Root CA',
      },
      subject: { commonName: '1900007291' },
      der: der(pem),
    })
  })

  it.each([
    ['WeChat Pay', keys.platformCertificate.certificate],
    ['a merchant', keys.merchant.certificate],
    ['an authority', rootCertificate],
    ['version 1', certificateFor(privateKey, { subject: '/C=CN/ST=Guangdong/L=Shenzhen/O=a/OU=b/CN=c' })],
    ['the year 2050 and later', certificateFor(privateKey, { days: 20_000 })],
  ])('reads what Node reads in a certificate of %s', (_, text) => {
    const ours = readCertificate(text)
    const theirs = new X509Certificate(text)
    expect(ours).toMatchObject({
      serialNo: theirs.serialNumber,
      notBefore: new Date(theirs.validFrom),
      notAfter: new Date(theirs.validTo),
      subject: { text: theirs.subject.replaceAll('\n', ', ') },
      issuer: { text: theirs.issuer.replaceAll('\n', ', ') },
    })
    expect(parseX509(ours.der)).toMatchObject({
      isAuthority: theirs.ca,
      publicKey: new Uint8Array(theirs.publicKey.export({ type: 'spki', format: 'der' })),
    })
  })

  it('writes the subject so that no value looks like two parts', () => {
    expect(certificate.subject.text).toBe(
      String.raw`CN=1900007291, O=微信商户系统, OU=Some \"Coffee\"\, Ltd. \+ CN\=x, L=Shenzhen, C=CN, ST=GD, 1.2.840.113549.1.9.1=a@b.c`,
    )
    const rude = readCertificate(certificateFor(privateKey, { subject: '/O=a\u001b[31m\u202eb' }))
    expect(rude.subject).toEqual({ commonName: undefined, text: String.raw`O=a\u{1b}[31m\u{202e}b` })
    const two = readCertificate(certificateFor(privateKey, { subject: '/CN=a/CN=b' }))
    expect(two.subject).toEqual({ commonName: undefined, text: 'CN=a, CN=b' })
  })

  it.each([
    ['of 20 bytes', '0123456789ABCDEF0123456789ABCDEF01234567'],
    ['whose first bit is set', 'FF23456789ABCDEF0123456789ABCDEF01234567'],
    ['that is short', '0A'],
    ['of zero', '00'],
  ])('writes a serial %s as OpenSSL does', (_, serialNo) => {
    const made = certificateFor(privateKey, { serialNo })
    expect(`serial=${readCertificate(made).serialNo}`).toBe(describeCertificate(made, '-serial'))
    expect(readCertificate(made).serialNo).toBe(serialNo)
  })

  it('reads years after 2049, and certificates of version 1', () => {
    const late = readCertificate(certificateFor(privateKey, { days: 20_000 }))
    expect(late.notAfter.getTime() - late.notBefore.getTime()).toBe(20_000 * 24 * 3600 * 1000)
    const first = certificateFor(privateKey)
    expect(describeCertificate(first, '-text')).toContain('Version: 1')
    expect(readCertificate(first).subject.commonName).toBe('sandbox')
  })

  it.each<[string, string | Uint8Array]>([
    ['PEM with CRLF', pem.replaceAll('\n', '\r\n')],
    ['PEM with literal \\n', pem.replaceAll('\n', '\\n')],
    ['bare Base64', pem.replace(/-----[^-]+-----/g, '')],
    ['PEM between other lines', `Bag Attributes\n${pem}\n${rootCertificate}`],
    ['PEM bytes', utf8(pem)],
    ['DER bytes', der(pem)],
  ])('accepts %s', (_, input) => {
    expect(readCertificate(input).serialNo).toBe(certificate.serialNo)
  })

  it('keeps a copy of the bytes', () => {
    for (const bytes of [der(pem), Buffer.from(der(pem))]) {
      const read = readCertificate(bytes)
      bytes.fill(0)
      expect(read.der).toEqual(der(pem))
    }
  })

  it('returns a key that verifies', async () => {
    const platform = certificateFor(privateKey, { subject: '/CN=Tenpay.com', issuer })
    const { serialNo, publicKey: key } = readCertificate(platform)
    const headers = await signMessage({ body: utf8('{}'), serialNo, privateKey })
    const verifier = createVerifier({ keys: { [serialNo]: key } })
    await expect(verifier.verify({ headers: { ...headers }, body: utf8('{}') })).resolves.toMatchObject({
      serialNo,
    })
  })

  it.each<[string, unknown, string]>([
    ['a private key', privateKey, 'AUTH_KEY_ROLE'],
    ['a public key', publicKey, 'AUTH_KEY_ROLE'],
    [
      'an encrypted key',
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----',
      'AUTH_KEY_ROLE',
    ],
    ['an empty string', '', 'AUTH_CERTIFICATE_INVALID'],
    ['an empty array of bytes', new Uint8Array(), 'AUTH_CERTIFICATE_INVALID'],
    ['undefined', undefined, 'AUTH_CERTIFICATE_INVALID'],
    ['a file name', 'apiclient_cert.pem', 'AUTH_CERTIFICATE_INVALID'],
    ['half a certificate', der(pem).subarray(0, 500), 'AUTH_CERTIFICATE_INVALID'],
    ['a byte after the end', Uint8Array.of(...der(pem), 0), 'AUTH_CERTIFICATE_INVALID'],
    ['an EC certificate', ecCertificate(), 'AUTH_KEY_UNSUPPORTED'],
  ])('rejects %s', async (_, input, code) => {
    expect(await codeOf(() => readCertificate(input as string))).toBe(code)
  })

  it.each([
    ['two algorithms that differ', /(.*)0d01010b/s, '$10d01010c'],
    ['a serial that is longer than the certificate', '02144', '02ff4'],
    ['a serial that is an ENUMERATED', '02144', '0a144'],
    ['a primitive version', 'a003', '8003'],
    ['members that reach past the end', /^(.{14})../s, '$110'],
    ['a time that does not exist', '170d3', '170d7'],
    ['a time that is a string', '170d', '130d'],
    ['a name that is not a string', '06035504030c', '060355040304'],
    ['constraints with bytes after their end', '30030101ff', '30000101ff'],
    ['constraints that are a SET', '30030101ff', '31030101ff'],
  ])('rejects %s', (_, found, instead) => {
    const hex = Buffer.from(der(rootCertificate)).toString('hex')
    const changed = hex.replace(found, instead)
    expect(changed).not.toBe(hex)
    const read = () => readCertificate(Buffer.from(changed, 'hex'))
    expect(read).toThrow(expect.objectContaining({ code: 'AUTH_CERTIFICATE_INVALID' }))
  })

  it('rejects a damaged byte with a typed error, or reads another certificate', () => {
    fc.assert(
      fc.property(fc.nat(der(pem).length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = der(pem)
        bytes[at] = (bytes[at] as number) ^ change
        try {
          const { serialNo, publicKey: key } = readCertificate(bytes)
          // Both readers must agree.
          expect(key.source()).toMatchObject({ certificate: { serialNo } })
        } catch (error) {
          expect((error as { code?: string }).code).toMatch(
            /^AUTH_(CERTIFICATE_INVALID|KEY_INVALID|KEY_ROLE|KEY_UNSUPPORTED)$/,
          )
        }
      }),
      { numRuns: 1000 },
    )
  })
})

it('the error for a damaged certificate has a cause', () => {
  expect(() => readCertificate(der(pem).subarray(0, 500))).toThrow(AuthError)
  const damaged = Buffer.from(Buffer.from(der(pem)).toString('hex').replace('170d3', '170d7'), 'hex')
  expect(() => readCertificate(damaged)).toThrow(expect.objectContaining({ cause: expect.any(Error) }))
})

it('names an encrypted key, expecting a certificate', () => {
  const locked =
    '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----'
  expect(() => readCertificate(locked)).toThrow(/encrypted/)
})

describe('verifyIssuedBy', () => {
  const authority = readCertificate(rootCertificate)
  const untrusted = (child: string, by: string, now = Date.now()) =>
    codeOf(() => verifyIssuedBy(readCertificate(child), readCertificate(by), { now: () => now }))

  it('accepts a certificate that the issuer signed, and a self-signed issuer', async () => {
    await expect(verifyIssuedBy(certificate, authority)).resolves.toBeUndefined()
    await expect(verifyIssuedBy(authority, authority)).resolves.toBeUndefined()
  })

  it.each(['sha384', 'sha512'])('accepts %s', async (hash) => {
    const strong = certificateFor(privateKey, { issuer, more: [`-${hash}`] })
    await expect(verifyIssuedBy(readCertificate(strong), authority)).resolves.toBeUndefined()
  })

  it('rejects SHA-1', async () => {
    expect(await untrusted(certificateFor(privateKey, { issuer, more: ['-sha1'] }), rootCertificate)).toBe(
      'AUTH_CERTIFICATE_UNTRUSTED',
    )
  })

  it('rejects an issuer with the same name and another key', async () => {
    const impostor = certificateFor(freshKeyPair().privateKey, rootOptions)
    expect(await untrusted(pem, impostor)).toBe('AUTH_CERTIFICATE_UNTRUSTED')
    await expect(verifyIssuedBy(certificate, readCertificate(impostor))).rejects.toThrow(
      /signature does not match/,
    )
  })

  it('rejects an altered certificate, and an issuer whose key cannot be imported', async () => {
    const changed = der(pem)
    changed[changed.length - 1] = (changed.at(-1) as number) ^ 1
    const damaged = Buffer.from(der(rootCertificate))
    // The modulus is no longer an INTEGER: no runtime imports such a key.
    const at = damaged.indexOf(Buffer.from('02820201', 'hex'))
    damaged[at] = 0x0a
    await expect(verifyIssuedBy(readCertificate(changed), authority)).rejects.toThrow(
      /signature does not match/,
    )
    await expect(verifyIssuedBy(certificate, readCertificate(damaged))).rejects.toThrow(
      /signature does not match/,
    )
  })

  it('rejects an issuer with another name', async () => {
    await expect(
      verifyIssuedBy(certificate, readCertificate(certificateFor(root.privateKey))),
    ).rejects.toThrow(/names another issuer/)
  })

  it('rejects an issuer without basic constraints', async () => {
    const plain = certificateFor(root.privateKey, { subject: rootOptions.subject })
    expect(describeCertificate(plain, '-text')).toContain('Version: 1')
    await expect(verifyIssuedBy(certificate, readCertificate(plain))).rejects.toThrow(/may not issue/)
  })

  it('rejects an issuer that may not issue certificates', async () => {
    const leaf = { certificate: pem, privateKey }
    const byLeaf = certificateFor(freshKeyPair().privateKey, { issuer: leaf })
    expect(describeCertificate(pem, '-ext', 'basicConstraints')).toContain('CA:FALSE')
    await expect(verifyIssuedBy(readCertificate(byLeaf), certificate)).rejects.toThrow(/may not issue/)
  })

  const authorityWith = (...extensions: string[]) =>
    certificateFor(root.privateKey, { ...rootOptions, more: extensions.flatMap((each) => ['-addext', each]) })
  const issuedWith = (...extensions: string[]) =>
    certificateFor(privateKey, { issuer, more: extensions.flatMap((each) => ['-addext', each]) })
  const isCa = 'basicConstraints=critical,CA:TRUE'

  it.each<[string, string[]]>([
    ['no key usage', [isCa]],
    ['constraints that are not critical', ['basicConstraints=CA:TRUE']],
    ['keyCertSign among others', [isCa, 'keyUsage=critical,digitalSignature,keyCertSign,cRLSign']],
    ['a path length of 0', [`${isCa},pathlen:0`]],
    ['an unknown extension that is not critical', [isCa, '1.2.3.4=DER:0500']],
    ['policies that are not critical', [isCa, 'certificatePolicies=1.2.3.4']],
  ])('accepts an issuer with %s', async (_, extensions) => {
    const parent = readCertificate(authorityWith(...extensions))
    await expect(verifyIssuedBy(certificate, parent)).resolves.toBeUndefined()
  })

  it.each<[string, string[], RegExp]>([
    ['cA without keyCertSign', [isCa, 'keyUsage=critical,cRLSign'], /may not issue certificates\./],
    [
      'CA:FALSE and keyCertSign',
      ['basicConstraints=CA:FALSE', 'keyUsage=keyCertSign'],
      /may not issue certificates\./,
    ],
    [
      'a critical extension that is unknown',
      [isCa, '1.2.3.4=critical,DER:0500'],
      /a critical extension is unknown/,
    ],
    [
      'critical name constraints',
      [isCa, 'nameConstraints=critical,permitted;DNS:example.com'],
      /critical extension/,
    ],
    ['a critical extended key usage', [isCa, 'extendedKeyUsage=critical,codeSigning'], /critical extension/],
  ])('rejects an issuer with %s', async (_, extensions, words) => {
    const parent = readCertificate(authorityWith(...extensions))
    await expect(verifyIssuedBy(certificate, parent)).rejects.toThrow(words)
    await expect(verifyIssuedBy(certificate, parent)).rejects.toMatchObject({
      code: 'AUTH_CERTIFICATE_UNTRUSTED',
    })
  })

  it('applies the path length to authorities, and not to a self-issued one', async () => {
    const child = readCertificate(issuedWith(isCa))
    const none = readCertificate(authorityWith(`${isCa},pathlen:0`))
    await expect(verifyIssuedBy(child, none)).rejects.toThrow(/may not issue certificates to authorities/)
    await expect(
      verifyIssuedBy(child, readCertificate(authorityWith(`${isCa},pathlen:1`))),
    ).resolves.toBeUndefined()
    await expect(verifyIssuedBy(none, none)).resolves.toBeUndefined()
  })

  it('rejects a certificate with a critical extension that is unknown, and accepts what is said of subjects', async () => {
    const strange = readCertificate(issuedWith('1.2.3.4=critical,DER:0500'))
    await expect(verifyIssuedBy(strange, authority)).rejects.toThrow(/a critical extension is unknown/)
    const named = readCertificate(
      issuedWith(
        'subjectAltName=critical,DNS:a.b',
        'extendedKeyUsage=critical,clientAuth',
        'keyUsage=critical,digitalSignature',
      ),
    )
    await expect(verifyIssuedBy(named, authority)).resolves.toBeUndefined()
  })

  it('rejects a time before the first second or after the last, of either certificate', async () => {
    const { notBefore, notAfter } = certificate
    // The certificate begins later and ends earlier than its issuer.
    for (const now of [notBefore.getTime(), notAfter.getTime() + 999]) {
      await expect(verifyIssuedBy(certificate, authority, { now: () => now })).resolves.toBeUndefined()
    }
    for (const now of [notBefore.getTime() - 1, notAfter.getTime() + 1000, Number.NaN]) {
      expect(await untrusted(pem, rootCertificate, now)).toBe('AUTH_CERTIFICATE_UNTRUSTED')
    }
  })
})

function ecCertificate(): string {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return certificateFor(key.export({ type: 'pkcs8', format: 'pem' }) as string)
}
