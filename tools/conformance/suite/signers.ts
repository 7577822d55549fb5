// Makers of signers and verifiers refuse wrong use at once, without any cryptography.
import { AuthError, createSigner, createVerifier, type SignerOptions, type VerifierOptions } from '@wxdp/auth'
import { equal, refuses, test, thrownBy } from '../harness/index.ts'
import { keys, mchid, platformSerial, privateKey, publicKey, serialNo } from './fixtures.ts'

const group = 'signing'
const good = { mchid, serialNo, privateKey }

const signers: readonly (readonly [what: string, code: string, options: object])[] = [
  ['nobody', 'AUTH_OPTION_INVALID', { mchid: undefined }],
  ['merchant and brand at once', 'AUTH_OPTION_INVALID', { brandId: '40000' }],
  ['a merchant id with a quotation mark', 'AUTH_OPTION_INVALID', { mchid: '19"' }],
  ['a serial that lost its leading zero', 'AUTH_SERIAL_INVALID', { serialNo: serialNo.slice(1) }],
  ['the serial of a public key', 'AUTH_SERIAL_INVALID', { serialNo: platformSerial }],
  ['no private key', 'AUTH_KEY_INVALID', { privateKey: undefined }],
  ['a public key', 'AUTH_KEY_ROLE', { privateKey: publicKey }],
  ['a certificate', 'AUTH_KEY_ROLE', { privateKey: keys.certificate }],
]
for (const [what, code, options] of signers) {
  test(group, `a signer of ${what} is refused`, () =>
    refuses(code, () => createSigner({ ...good, ...options } as SignerOptions)),
  )
}

const verifiers: readonly (readonly [what: string, code: string, options: object])[] = [
  ['no keys', 'AUTH_OPTION_INVALID', {}],
  ['an empty map', 'AUTH_OPTION_INVALID', { keys: {} }],
  ['a tolerance of 0', 'AUTH_OPTION_INVALID', { keys: { [platformSerial]: publicKey }, tolerance: 0 }],
  ['a tolerance of 301', 'AUTH_OPTION_INVALID', { keys: { [platformSerial]: publicKey }, tolerance: 301 }],
  ['a name that is no serial', 'AUTH_SERIAL_INVALID', { keys: { main: publicKey } }],
  ['a private key', 'AUTH_KEY_ROLE', { keys: { [platformSerial]: privateKey } }],
  ['a certificate under a public key id', 'AUTH_KEY_ROLE', { keys: { [platformSerial]: keys.certificate } }],
]
for (const [what, code, options] of verifiers) {
  test(group, `a verifier with ${what} is refused`, () =>
    refuses(code, () => createVerifier(options as VerifierOptions)),
  )
}

test(group, 'a refusal is an AuthError with a literal name, and holds no key', async () => {
  const error = await thrownBy(() => createSigner({ ...good, privateKey: publicKey }))
  equal(error instanceof AuthError && error instanceof Error, true)
  equal((error as AuthError).name, 'AuthError')
  equal(`${JSON.stringify(error)}${(error as AuthError).message}`.includes(publicKey.slice(40, 80)), false)
})
