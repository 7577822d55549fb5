// No damaged key or container may hang the reader, or throw anything but a typed error.
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { AuthError, importPrivateKey, importPublicKey } from '@wxdp/auth'
import { readCertificate } from '@wxdp/auth/certificate'
import { keys } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { certificateFor, openssl } from '@wxdp-internal/fixtures/openssl'
import { type Random, randomFrom } from '@wxdp-internal/fixtures/random'
import { expect, it } from 'vitest'
import { mutate } from '../support/mutate-der.ts'

/** WXDP_FUZZ=20000 for the whole run. */
const count = Number(process.env.WXDP_FUZZ ?? 1500)
const seed = 20261129

const { privateKey, publicKey } = freshKeyPair()
const certificate = certificateFor(privateKey)
const secret = createPrivateKey(privateKey)
const der = (pem: string): Uint8Array =>
  Uint8Array.from(Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64'))
const password = { cipher: 'aes-256-cbc', passphrase: 'x' } as const
const genuine: readonly Uint8Array[] = [
  der(privateKey),
  secret.export({ type: 'pkcs1', format: 'der' }),
  secret.export({ type: 'pkcs8', format: 'der', ...password }),
  der(publicKey),
  createPublicKey(publicKey).export({ type: 'pkcs1', format: 'der' }),
  der(certificate),
  der(keys.sm.merchant.privateKey),
  openssl((file) => ['crl2pkcs7', '-nocrl', '-certfile', file('c', certificate), '-outform', 'DER']),
  openssl((file) => [
    ...['pkcs12', '-export', '-inkey', file('k', privateKey), '-in', file('c', certificate)],
    ...['-passout', 'pass:1900007291'],
  ]),
  openssl((file) => [
    ...[
      'req',
      '-new',
      '-key',
      file('k', privateKey),
      '-subj',
      '/CN=1900007291',
      '-outform',
      'DER',
      '-config',
    ],
    file('conf', '[req]\ndistinguished_name = name\n[name]\n'),
  ]),
]

/** The same bytes as people might hold them, perhaps with damage in the text. */
function wrapped(bytes: Uint8Array, random: Random): string | Uint8Array {
  const base64 = Buffer.from(bytes).toString('base64')
  const label = [
    'PRIVATE KEY',
    'RSA PRIVATE KEY',
    'PUBLIC KEY',
    'CERTIFICATE',
    'PKCS7',
    'ENCRYPTED PRIVATE KEY',
  ]
  const kind = label[random(label.length)]
  const pem = `-----BEGIN ${kind}-----\n${base64}\n-----END ${kind}-----\n`
  const forms = [bytes, base64, pem, `${certificate}${pem}`, `${pem}${pem}`, Buffer.from(pem, 'utf16le')]
  const form = forms[random(forms.length)] as string | Uint8Array
  if (typeof form !== 'string' || random(4) > 0) return form
  const at = random(form.length)
  return form.slice(0, at) + String.fromCharCode(random(0x110)) + form.slice(at + random(3))
}

it(`of ${count} damaged keys and containers, every error is typed`, {
  timeout: 20_000 + count * 20,
}, async () => {
  const random = randomFrom(seed)
  const outcomes: Record<string, number> = {}
  let slowest = 0
  for (let i = 0; i < count; i++) {
    const file = wrapped(mutate(genuine[i % genuine.length] as Uint8Array, random), random)
    const began = performance.now()
    for (const read of [
      importPrivateKey,
      importPublicKey,
      async (each: typeof file) => readCertificate(each),
    ]) {
      const outcome = await read(file).then(
        () => 'accepted',
        (error: unknown) => {
          expect(error).toBeInstanceOf(AuthError)
          return (error as AuthError).code
        },
      )
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    }
    slowest = Math.max(slowest, performance.now() - began)
  }
  // The damage reaches all layers.
  for (const code of ['accepted', 'AUTH_KEY_INVALID', 'AUTH_KEY_ROLE', 'AUTH_KEY_UNSUPPORTED']) {
    expect(outcomes[code], code).toBeGreaterThan(count / 50)
  }
  if (process.env.WXDP_FUZZ) console.info(JSON.stringify({ count, seed, outcomes, slowest }))
})
