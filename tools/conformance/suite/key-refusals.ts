// What is not the expected key is refused with its own code, on every provider alike.
import { importPrivateKey, importPublicKey, type KeyInput } from '@wxdp/auth'
import { keys } from '@wxdp-internal/fixtures'
import { equal, refuses, test, thrownBy } from '../harness/index.ts'
import { derOf, toBase64 } from './support/bytes.ts'

const group = 'keys'
const { privateKey, publicKey } = keys.merchant
const { rsa1024, rsa4096, elliptic, encrypted } = keys.unsupported
const asKey = (value: unknown): KeyInput => value as KeyInput

const notKeys: Readonly<Record<string, KeyInput>> = {
  'an empty string': '',
  'a string that is not PEM': 'hello',
  'a PEM without contents': '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----',
  'an array of bytes that is not DER': new Uint8Array([1, 2, 3]),
  'a DER cut short': derOf(privateKey).subarray(0, 600),
  undefined: asKey(undefined),
  null: asKey(null),
  'a number': asKey(1),
  'an object': asKey({}),
}
for (const [what, input] of Object.entries(notKeys)) {
  test(group, `${what} is not a key`, async () => {
    await refuses('AUTH_KEY_INVALID', () => importPrivateKey(input))
    await refuses('AUTH_KEY_INVALID', () => importPublicKey(input))
  })
}

/** Well-formed outside: only the runtime's own importer can see the damage. */
function damaged(pem: string): Uint8Array {
  return derOf(pem).map((byte, i) => (i > 40 ? 0 : byte))
}

async function pssKey(): Promise<KeyInput> {
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-256' }
  return (await crypto.subtle.importKey('spki', derOf(publicKey), algorithm, true, ['verify'])) as KeyInput
}

const publicJwk = { kty: 'RSA', n: toBase64(new Uint8Array(256)), e: 'AQAB' }
for (const [what, code, run] of [
  ['a private key damaged inside', 'AUTH_KEY_INVALID', () => importPrivateKey(damaged(privateKey))],
  ['a public key damaged inside', 'AUTH_KEY_INVALID', () => importPublicKey(damaged(publicKey))],
  ['a JWK without its modulus', 'AUTH_KEY_INVALID', () => importPublicKey({ kty: 'RSA', e: 'AQAB' })],
  ['a public key as private', 'AUTH_KEY_ROLE', () => importPrivateKey(publicKey)],
  ['a certificate as private', 'AUTH_KEY_ROLE', () => importPrivateKey(keys.root.certificate)],
  ['a private key as public', 'AUTH_KEY_ROLE', () => importPublicKey(privateKey)],
  ['a public JWK as private', 'AUTH_KEY_ROLE', () => importPrivateKey(publicJwk)],
  ['an encrypted private key', 'AUTH_KEY_UNSUPPORTED', () => importPrivateKey(encrypted)],
  ['an elliptic-curve key', 'AUTH_KEY_UNSUPPORTED', () => importPublicKey(elliptic)],
  [
    'a JWK that is not RSA',
    'AUTH_KEY_UNSUPPORTED',
    () => importPublicKey(asKey({ kty: 'EC', crv: 'P-256', x: '', y: '' })),
  ],
  ['an RSA key of 1024 bits', 'AUTH_KEY_UNSUPPORTED', () => importPublicKey(rsa1024)],
  ['an RSA key of 4096 bits', 'AUTH_KEY_UNSUPPORTED', () => importPublicKey(rsa4096)],
  ['a CryptoKey for another algorithm', 'AUTH_KEY_UNSUPPORTED', async () => importPublicKey(await pssKey())],
] as const) {
  test(group, `${what} is refused: ${code}`, () => refuses(code, run))
}

test(group, 'an imported key and an error show nothing of the key', async () => {
  const key = await importPrivateKey(privateKey)
  equal(JSON.stringify(key), '{"role":"private"}')
  const error = await thrownBy(() => importPublicKey(privateKey))
  equal(String((error as Error).stack).includes(privateKey.slice(60, 100)), false)
})
