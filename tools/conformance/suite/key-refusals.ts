// What is not the key it should be is refused by name, on every provider alike.
import { importPrivateKey, importPublicKey, type KeyInput } from '@wxdp/auth'
import { equal, refuses, test, thrownBy } from '../harness/index.ts'
import { derOf, keys, privateKey, publicKey, toBase64 } from './fixtures.ts'

const group = 'keys'
const asKey = (value: unknown): KeyInput => value as KeyInput

const noKeys: Readonly<Record<string, KeyInput>> = {
  'an empty text': '',
  'a text that is no PEM': 'hello',
  'a PEM without contents': '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----',
  'bytes that are no DER': new Uint8Array([1, 2, 3]),
  'a DER cut short': derOf(privateKey).subarray(0, 600),
  nothing: asKey(undefined),
  null: asKey(null),
  'a number': asKey(1),
  'an object': asKey({}),
}
for (const [what, input] of Object.entries(noKeys)) {
  test(group, `${what} is no key`, async () => {
    await refuses('AUTH_KEY_INVALID', () => importPrivateKey(input))
    await refuses('AUTH_KEY_INVALID', () => importPublicKey(input))
  })
}

/** Whole on the outside, so that only the runtime's own importer can tell. */
function damaged(pem: string): Uint8Array {
  const der = derOf(pem)
  return der.map((byte, i) => (i > 40 ? 0 : byte))
}

test(group, 'a private key damaged inside is refused', () =>
  refuses('AUTH_KEY_INVALID', () => importPrivateKey(damaged(privateKey))),
)
test(group, 'a public key damaged inside is refused', () =>
  refuses('AUTH_KEY_INVALID', () => importPublicKey(damaged(publicKey))),
)
test(group, 'a JWK without its modulus is refused', () =>
  refuses('AUTH_KEY_INVALID', () => importPublicKey({ kty: 'RSA', e: 'AQAB' })),
)

const wrongRoles: readonly (readonly [what: string, run: () => Promise<unknown>])[] = [
  ['a public key where a private one is wanted', () => importPrivateKey(publicKey)],
  ['a certificate where a private key is wanted', () => importPrivateKey(keys.certificate)],
  ['a private key where a public one is wanted', () => importPublicKey(privateKey)],
  [
    'a public JWK where a private key is wanted',
    () => importPrivateKey({ kty: 'RSA', n: toBase64(new Uint8Array(256)), e: 'AQAB' }),
  ],
]
for (const [what, run] of wrongRoles) test(group, `${what} is refused`, () => refuses('AUTH_KEY_ROLE', run))

const unsupported: readonly (readonly [what: string, run: () => Promise<unknown>])[] = [
  ['an encrypted private key', () => importPrivateKey(keys.encrypted_private)],
  ['an elliptic-curve key', () => importPublicKey(keys.elliptic)],
  ['a JWK that is not RSA', () => importPublicKey(asKey({ kty: 'EC', crv: 'P-256', x: '', y: '' }))],
  ['an RSA key of 1024 bits', () => importPublicKey(keys.rsa_1024)],
  ['an RSA key of 4096 bits', () => importPublicKey(keys.rsa_4096)],
  ['a CryptoKey for another algorithm', async () => importPublicKey(await pssKey())],
]
for (const [what, run] of unsupported) {
  test(group, `${what} is refused as unsupported`, () => refuses('AUTH_KEY_UNSUPPORTED', run))
}

async function pssKey(): Promise<KeyInput> {
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-256' }
  const spki = derOf(publicKey) as BufferSource
  return (await crypto.subtle.importKey('spki', spki, algorithm, true, ['verify'])) as KeyInput
}

test(group, 'an imported key shows nothing of itself', async () => {
  const key = await importPrivateKey(privateKey)
  equal(JSON.stringify(key), '{"role":"private"}')
  const error = await thrownBy(() => importPublicKey(privateKey))
  equal(String((error as Error).stack).includes(privateKey.slice(60, 100)), false)
})
