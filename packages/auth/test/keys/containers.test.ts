// Keys in the files, wrappings and containers in which people have them, made by OpenSSL.
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { AuthError, importPrivateKey, importPublicKey, type KeyInput } from '@wxdp/auth'
import { readCertificate } from '@wxdp/auth/certificate'
import { keys, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { certificateFor, openssl, type WriteFile } from '@wxdp-internal/fixtures/openssl'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const { privateKey, publicKey } = freshKeyPair()
const certificate = certificateFor(privateKey, { serialNo: '4'.repeat(40) })
const encrypted = createPrivateKey(privateKey).export({
  type: 'pkcs8',
  format: 'pem',
  cipher: 'aes-256-cbc',
  passphrase: 'x',
}) as string
const base64 = (contents: string | Uint8Array): string => Buffer.from(contents).toString('base64')
const der = (pem: string): Buffer => Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64')
const modulusOf = (pem: string): unknown => createPublicKey(pem).export({ format: 'jwk' }).n

const pair = (file: WriteFile): string[] => ['-inkey', file('k', privateKey), '-in', file('c', certificate)]
const pkcs12 = openssl((file) => ['pkcs12', '-export', ...pair(file), '-passout', 'pass:1900007291'])
const bag = openssl((file) => [
  'pkcs12',
  '-in',
  file('p', pkcs12),
  '-nodes',
  '-passin',
  'pass:1900007291',
]).toString()
const crl2pkcs7 = (form: string): Buffer =>
  openssl((file) => ['crl2pkcs7', '-nocrl', '-certfile', file('c', certificate), '-outform', form])
const request = openssl((file) => [
  ...['req', '-new', '-key', file('k', privateKey), '-subj', '/CN=1900007291', '-config'],
  file('conf', '[req]\ndistinguished_name = name\n[name]\n'),
]).toString()
const openssh =
  '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU=\n-----END OPENSSH PRIVATE KEY-----\n'

/** UTF-16, as Windows writes it. */
function utf16(text: string, { bigEndian = false, mark = true } = {}): Buffer {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')
  return bigEndian ? bytes.swap16() : bytes
}

/** A PEM string as people come to have it. */
const wrappings: Readonly<Record<string, (pem: string) => string | Uint8Array>> = {
  CR: (pem) => pem.replaceAll('\n', '\r'),
  'spaces instead of line breaks': (pem) => pem.replaceAll('\n', ' '),
  'literal \\n, escaped again': (pem) => pem.replaceAll('\n', '\\\\n'),
  'literal \\n, escaped twice more': (pem) => pem.replaceAll('\n', '\\\\\\\\n'),
  'literal \\r\\n, escaped again': (pem) => pem.replaceAll('\n', '\\\\r\\\\n'),
  'literal \\r': (pem) => pem.replaceAll('\n', '\\r'),
  'a JSON string': (pem) => JSON.stringify(pem),
  'a JSON string in a JSON string': (pem) => JSON.stringify(JSON.stringify(pem)),
  'a JSON string with escaped slashes': (pem) => JSON.stringify(pem).replaceAll('/', '\\/'),
  'double quotes': (pem) => `"${pem}"`,
  'single quotes': (pem) => `'${pem}'`,
  'bare Base64 in quotes': (pem) => `"${base64(der(pem))}"\n`,
  'bare Base64 without padding': (pem) => base64(der(pem)).replace(/=+$/, ''),
  'bare Base64, URL-safe': (pem) => der(pem).toString('base64url'),
  'a byte order mark': (pem) => `\ufeff${pem}`,
  'bytes with a byte order mark': (pem) => utf8(`\ufeff${pem}`),
  'lines before and after': (pem) =>
    `Bag Attributes\n    friendlyName: 商户\nKey Attributes: <No Attributes>\n${pem}\nend`,
  'another block before': (pem) => `${request}${pem}`,
  'a block that is cut off before': (pem) => `${pem.slice(0, 300)}\n${pem}`,
  'parameters before': (pem) =>
    `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${pem}`,
  'Base64 of all': (pem) => base64(pem),
  'Base64 of all, in lines': (pem) => base64(pem).replace(/.{76}/g, '$&\n'),
  'Base64 of all, URL-safe': (pem) => Buffer.from(pem).toString('base64url'),
  'Base64 of all, twice': (pem) => base64(base64(pem)),
  'Base64 of UTF-16': (pem) => base64(utf16(pem)),
  'Base64 of all as bytes': (pem) => utf8(base64(pem)),
  'UTF-16 LE': (pem) => utf16(pem),
  'UTF-16 LE without a mark': (pem) => utf16(pem, { mark: false }),
  'UTF-16 BE': (pem) => utf16(pem, { bigEndian: true }),
  'UTF-16 BE without a mark': (pem) => utf16(pem, { bigEndian: true, mark: false }),
  'UTF-16 LE decoded as UTF-8': (pem) => utf16(pem).toString('utf8'),
  'UTF-16 BE decoded as Latin-1': (pem) => utf16(pem, { bigEndian: true }).toString('latin1'),
}

describe('a PEM with', () => {
  it.each(Object.entries(wrappings))('%s is read', async (_, wrap) => {
    const key = await importPrivateKey(wrap(privateKey))
    expect(key.source()).toMatchObject({ identity: modulusOf(publicKey) })
    expect((await importPublicKey(wrap(publicKey))).source()).toMatchObject({
      identity: modulusOf(publicKey),
    })
    expect(readCertificate(wrap(certificate)).serialNo).toBe('4'.repeat(40))
  })
})

describe('DER in any view is read:', () => {
  const bytes = Uint8Array.from(der(privateKey))
  const shared = new SharedArrayBuffer(bytes.length)
  new Uint8Array(shared).set(bytes)
  it.each<[string, KeyInput]>([
    ['an ArrayBuffer', bytes.buffer],
    ['a DataView', new DataView(bytes.buffer)],
    ['a SharedArrayBuffer', shared],
    ['a view of shared memory', new Uint8Array(shared)],
  ])('%s', async (_, input) => {
    expect((await importPrivateKey(input)).source()).toMatchObject({ identity: modulusOf(publicKey) })
  })
})

describe('of several blocks, the one that fits is read:', () => {
  const other = freshKeyPair()
  it.each([
    ['what openssl pkcs12 -nodes prints', bag],
    ['certificate, key', `${certificate}${privateKey}`],
    ['key, certificate', `${privateKey}${certificate}`],
    ['encrypted key, certificate, key', `${encrypted}${certificate}${privateKey}`],
    ['two of each', `${certificate}${privateKey}${certificateFor(other.privateKey)}${other.privateKey}`],
    ['request, key, certificate', `${request}${privateKey}${certificate}`],
  ])('%s', async (_, file) => {
    const identity = modulusOf(publicKey)
    expect((await importPrivateKey(file)).source()).toMatchObject({ identity })
    expect((await importPublicKey(file)).source()).toMatchObject({ identity })
    expect(readCertificate(file).serialNo).toBe('4'.repeat(40))
  })

  it('a public key before a certificate', async () => {
    const file = `${other.publicKey}${certificate}`
    expect((await importPublicKey(file)).source()).toMatchObject({ identity: modulusOf(other.publicKey) })
    expect(readCertificate(file).serialNo).toBe('4'.repeat(40))
  })
})

/** The code and message of the error, without secrets. */
function refusal(run: () => unknown): Promise<string> {
  return Promise.resolve()
    .then(run)
    .then(
      () => 'accepted',
      (error: unknown) => {
        expect(error).toBeInstanceOf(AuthError)
        const { code, message } = error as AuthError
        expect(message).not.toMatch(/MII|[A-Za-z0-9+/]{40}/)
        return `${code}: ${message}`
      },
    )
}

describe('a container is named with its remedy:', () => {
  const p12 = /^AUTH_KEY_UNSUPPORTED: Found PKCS#12 .*openssl pkcs12 -in apiclient_cert\.p12 -nodes .*mchid/
  const p7b = /^AUTH_KEY_UNSUPPORTED: Found PKCS#7 .*openssl pkcs7 .*-print_certs/
  const locked = /^AUTH_KEY_UNSUPPORTED: Found an encrypted private key, .*openssl pkey -in/
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const ed = generateKeyPairSync('ed25519').privateKey
  const pem = (key: typeof ec, type = 'pkcs8'): string =>
    key.export({ type, format: 'pem' } as never) as unknown as string

  it.each<[string, string | Uint8Array, RegExp]>([
    ['PKCS#12', pkcs12, p12],
    ['PKCS#12 in an ArrayBuffer view', new DataView(Uint8Array.from(pkcs12).buffer) as never, p12],
    ['PKCS#12 in Base64', base64(pkcs12), p12],
    ['PKCS#12 in Base64 twice', base64(base64(pkcs12)), p12],
    ['PKCS#12 with indefinite lengths', Buffer.concat([Buffer.from('3080020103', 'hex'), pkcs12]), p12],
    ['PKCS#12 decoded as UTF-8', pkcs12.toString('utf8'), p12],
    ['PKCS#12 decoded as Latin-1', pkcs12.toString('latin1'), p12],
    ['PKCS#7', crl2pkcs7('PEM'), /^AUTH_KEY_ROLE: Found PKCS#7 .*apiclient_key\.pem/],
    ['PKCS#7 in DER', crl2pkcs7('DER'), /^AUTH_KEY_ROLE: Found PKCS#7/],
    ['a certificate request', request, /^AUTH_KEY_ROLE: Found a certificate request \(CSR\)/],
    ['a certificate request in DER', der(request), /^AUTH_KEY_ROLE: Found a certificate request/],
    ['an OpenSSH key', openssh, /^AUTH_KEY_ROLE: Found an OpenSSH key, expected a private key/],
    ['an encrypted key', encrypted, locked],
    ['an encrypted key in DER', der(encrypted), locked],
    ['an encrypted key after its certificate', `${certificate}${encrypted}`, locked],
    ['a certificate', certificate, /^AUTH_KEY_ROLE: Found a certificate, expected a private key/],
    ['a chain', `${certificate}${certificate}`, /^AUTH_KEY_ROLE: Found a certificate/],
    [
      'an EC key',
      pem(ec),
      /^AUTH_KEY_UNSUPPORTED: Found an EC key, expected an RSA key of 2048 bits [^.]*\. \S+#auth_key_unsupported$/,
    ],
    [
      'an EC key in SEC 1',
      pem(ec, 'sec1'),
      /^AUTH_KEY_UNSUPPORTED: Found an EC key, [^.]*\. \S+#auth_key_unsupported$/,
    ],
    [
      'an Ed25519 key',
      pem(ed),
      /^AUTH_KEY_UNSUPPORTED: Found an Ed25519 key, [^.]*\. \S+#auth_key_unsupported$/,
    ],
    ['an SM2 key', keys.sm.merchant.privateKey, /^AUTH_KEY_UNSUPPORTED: Found an SM2 key, .*@wxdp\/auth-sm/],
  ])('for a private key, %s', async (_, input, words) => {
    expect(await refusal(() => importPrivateKey(input))).toMatch(words)
  })

  it.each<[string, string | Uint8Array, RegExp]>([
    ['PKCS#12', pkcs12, /^AUTH_KEY_ROLE: Found PKCS#12 .*pub_key\.pem/],
    ['PKCS#7', crl2pkcs7('PEM'), p7b],
    ['PKCS#7 in DER', crl2pkcs7('DER'), p7b],
    ['an encrypted key', encrypted, /^AUTH_KEY_ROLE: Found an encrypted private key, .*pub_key\.pem/],
    ['a private key', privateKey, /^AUTH_KEY_ROLE: Found a private key, expected a public key/],
    ['an SM2 certificate', keys.sm.platform.certificate, /^AUTH_KEY_UNSUPPORTED: Found an SM2 key/],
  ])('for a public key, %s', async (_, input, words) => {
    expect(await refusal(() => importPublicKey(input))).toMatch(words)
  })

  it.each<[string, unknown, RegExp]>([
    ['PKCS#12', pkcs12, /^AUTH_KEY_UNSUPPORTED: Found PKCS#12 .*openssl pkcs12 .*mchid/],
    ['PKCS#7', crl2pkcs7('PEM'), p7b],
    ['a private key', privateKey, /^AUTH_KEY_ROLE: Found a private key, expected a certificate/],
    ['a file path', 'certs/apiclient_cert.pem', /^AUTH_CERTIFICATE_INVALID: Found a file path/],
    [
      'a promise',
      Promise.resolve(certificate),
      /^AUTH_CERTIFICATE_INVALID: Found a Promise \(await it first\)/,
    ],
    ['an array', [certificate], /^AUTH_CERTIFICATE_INVALID: Found an array/],
  ])('for a certificate, %s', async (_, input, words) => {
    expect(await refusal(() => readCertificate(input as string))).toMatch(words)
  })

  it('the commands do what they promise', async () => {
    const commands = [
      ['pkcs12', '-in', 'PKCS12', '-nodes', '-passin', 'pass:1900007291'],
      ['pkey', '-in', 'ENCRYPTED', '-passin', 'pass:x'],
    ]
    for (const command of commands) {
      const args = (file: WriteFile) => {
        const files: Record<string, string> = {
          PKCS12: file('p12', pkcs12),
          ENCRYPTED: file('enc', encrypted),
        }
        return command.map((word) => files[word] ?? word)
      }
      await expect(importPrivateKey(openssl(args).toString())).resolves.toMatchObject({ role: 'private' })
    }
    const certs = openssl((file) => [
      'pkcs7',
      '-in',
      file('p7b', crl2pkcs7('PEM')),
      '-print_certs',
    ]).toString()
    expect(readCertificate(certs).serialNo).toBe('4'.repeat(40))
    const cert = openssl((file) => [
      ...['pkcs12', '-in', file('p12', pkcs12), '-nokeys', '-passin', 'pass:1900007291'],
    ]).toString()
    expect(readCertificate(cert).serialNo).toBe('4'.repeat(40))
  })
})

describe('an input without a key is named:', () => {
  it.each<[string, unknown, string]>([
    ['nothing', '', 'an empty value'],
    ['white space', ' \n', 'an empty value'],
    ['a byte order mark', '\ufeff', 'an empty value'],
    ['no bytes', new Uint8Array(), 'an empty value'],
    ['a file name', 'apiclient_key.pem', 'a file path'],
    ['a relative path', './certs/apiclient_key.pem', 'a file path'],
    ['an absolute path', '/etc/secrets/wechatpay_key', 'a file path'],
    ['a path in the home', '~/wechatpay/key', 'a file path'],
    ['a Windows path', 'C:\\new\\apiclient_key.pem', 'a file path'],
    ['a file URL', 'file:///etc/key', 'a file path'],
    ['a path as bytes', utf8('./apiclient_cert.p12\n'), 'a file path'],
    ['a JWK as JSON', '{"kty":"RSA"}', 'JSON'],
    ['a JSON array', '["-----BEGIN"]', 'JSON'],
    ['the id of a public key', keys.platform.serialNo, 'the id of a public key'],
    ['a promise as a string', String(Promise.resolve()), 'a value turned into a string'],
    ['undefined as a string', 'undefined', 'a value turned into a string'],
    ['half a PEM', privateKey.slice(0, 800), 'a PEM block that is damaged or cut off'],
    [
      'a PEM with a damaged digit',
      privateKey.replace('\nMII', '\nM!I'),
      'a PEM block that is damaged or cut off',
    ],
    ['half of DER', der(privateKey).subarray(0, 400), 'bytes that are neither PEM nor DER'],
    ['PKCS#8 decoded as text', der(privateKey).toString('utf8'), 'bytes that are neither PEM nor DER'],
    ['an APIv3 key', 'ThisIsATestKeyOf32BytesForAPIv3.', 'a string that is not PEM'],
    ['undefined', undefined, 'undefined (is the environment variable set?)'],
    ['null', null, 'null'],
    ['a promise', Promise.resolve(privateKey), 'a Promise (await it first)'],
    ['an array', [privateKey], 'an array'],
    ['a URL', new URL('file:///etc/key'), 'a URL'],
    ['a function', () => privateKey, 'a function'],
    ['a number', 7, 'a number'],
    ['an object', { privateKey }, 'an object'],
  ])('%s', async (_, input, what) => {
    expect(await refusal(() => importPrivateKey(input as KeyInput))).toContain(
      `AUTH_KEY_INVALID: Found ${what}, expected a private key. Pass the contents of apiclient_key.pem`,
    )
  })
})

describe('an RSA key that is not safe is refused:', () => {
  const jwk = createPublicKey(publicKey).export({ format: 'jwk' })
  const even = (base64url: string): string => {
    const number = Buffer.from(base64url, 'base64url')
    number[number.length - 1] = (number.at(-1) as number) & 0xfe
    return number.toString('base64url')
  }
  const unsafe = /^AUTH_KEY_INVALID: Found an RSA key with an even modulus, or an exponent that is 1 or even/
  const exponent = (pem: string, to: string): Buffer =>
    Buffer.from(der(pem).toString('hex').replace('0203010001', to), 'hex')

  it.each<[string, unknown, RegExp]>([
    ['a JWK with the exponent 1', { ...jwk, e: 'AQ' }, unsafe],
    ['a JWK with the exponent 1 and leading zeros', { ...jwk, e: 'AAAB' }, unsafe],
    ['a JWK with an even exponent', { ...jwk, e: 'AQAC' }, unsafe],
    ['a JWK with an even modulus', { ...jwk, n: even(jwk.n as string) }, unsafe],
    ['a JWK with the exponent 0', { ...jwk, e: 'AA' }, /^AUTH_KEY_INVALID: Found damaged contents/],
    [
      'a JWK in standard Base64',
      { ...jwk, n: base64(Buffer.from(jwk.n as string, 'base64url')) },
      /JWK whose n is not URL-safe Base64/,
    ],
    ['a JWK without n', { ...jwk, n: undefined }, /JWK whose n is not URL-safe Base64/],
    ['a JWK whose e is a number', { ...jwk, e: 65537.5 }, /JWK whose e is not URL-safe Base64/],
    ['SPKI with the exponent 1', exponent(publicKey, '0203000001'), unsafe],
    ['SPKI with an even exponent', exponent(publicKey, '0203010002'), unsafe],
    ['a certificate with the exponent 1', exponent(certificate, '0203000001'), unsafe],
    [
      '2047 bits',
      createPublicKey(
        generateKeyPairSync('rsa', { modulusLength: 2047 }).publicKey.export({ type: 'spki', format: 'pem' }),
      ).export({ format: 'jwk' }),
      /^AUTH_KEY_UNSUPPORTED: Found an RSA key of 2047 bits/,
    ],
    [
      'a CryptoKey with the exponent 1',
      {
        type: 'public',
        extractable: true,
        algorithm: {
          name: 'RSASSA-PKCS1-v1_5',
          hash: { name: 'SHA-256' },
          modulusLength: 2048,
          publicExponent: Uint8Array.of(0, 0, 1),
        },
      },
      unsafe,
    ],
    [
      'a CryptoKey of 1024 bits',
      {
        type: 'public',
        extractable: true,
        algorithm: {
          name: 'RSASSA-PKCS1-v1_5',
          hash: { name: 'SHA-256' },
          modulusLength: 1024,
          publicExponent: Uint8Array.of(1, 0, 1),
        },
      },
      /of 1024 bits/,
    ],
  ])('%s', async (_, input, words) => {
    expect(await refusal(() => importPublicKey(input as KeyInput))).toMatch(words)
  })

  it('a private key, too', async () => {
    const secret = createPrivateKey(privateKey).export({ format: 'jwk' })
    expect(await refusal(() => importPrivateKey({ ...secret, e: 'AQ' } as KeyInput))).toMatch(unsafe)
    expect(await refusal(() => importPrivateKey(exponent(privateKey, '0203000001')))).toMatch(unsafe)
    expect(await refusal(() => importPrivateKey({ ...secret, qi: undefined } as KeyInput))).toMatch(
      /JWK whose qi/,
    )
    expect(await refusal(() => readCertificate(exponent(certificate, '0203000001')))).toMatch(unsafe)
  })
})

describe('the time is linear in the length:', () => {
  const size = 1_000_000
  const times = (text: string): string => text.repeat(size / text.length)
  it.each<[string, string]>([
    ['beginnings of blocks', times('-----BEGIN A-----')],
    ['beginnings without an end', times('-----BEGIN ')],
    ['empty blocks', times('-----BEGIN A-----\n-----END A-----\n')],
    ['blocks of one byte', times('-----BEGIN A-----\nMA==\n-----END A-----\n')],
    ['dashes', times('-')],
    ['backslashes', times('\\')],
    ['spaces', times(' ')],
    ['quotes', times('"')],
    ['digits', times('A')],
    ['digits, then something else', `${times('A')}!`],
    ['padding', times('=')],
    ['dots', times('.')],
    ['slashes', times('/')],
    ['zeros', times('\0')],
    ['Base64 in Base64', base64(base64(base64(base64('A'.repeat(size / 4)))))],
    ['an unfinished block of headers', `-----BEGIN A-----\n${times('Proc-Type: ')}`],
  ])('%s', async (_, text) => {
    // Measured: 30 to 300 ms for the six. Quadratic readers take minutes, and outlast the timeout of the test.
    for (const input of [text, utf8(text)]) {
      expect(await refusal(() => importPrivateKey(input))).toMatch(/^AUTH_KEY_/)
      expect(await refusal(() => importPublicKey(input))).toMatch(/^AUTH_KEY_/)
      expect(await refusal(() => readCertificate(input))).toMatch(/^AUTH_/)
    }
  })
})

it('any string and any bytes give a typed error', () => {
  const word = fc.constantFrom(
    '-----BEGIN ',
    '-----END ',
    '-----',
    'PRIVATE KEY',
    '\\n',
    '\n',
    '"',
    '\0',
    '=',
    'MIIB',
    '0',
  )
  const text = fc.array(fc.oneof(word, fc.string()), { maxLength: 12 }).map((words) => words.join(''))
  fc.assert(
    fc.asyncProperty(fc.oneof(text, fc.uint8Array()), async (input) => {
      expect(await refusal(() => importPublicKey(input))).toMatch(/^AUTH_KEY_/)
    }),
    { numRuns: 1000 },
  )
})
