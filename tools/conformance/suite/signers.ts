// Signers and verifiers reject wrong options when they are created, without any cryptography.
import { AuthError, createSigner, createVerifier, type SignerOptions, type VerifierOptions } from '@wxdp/auth'
import { keys } from '@wxdp-internal/fixtures'
import { equal, refuses, test, thrownBy } from '../harness/index.ts'
import { merchant, platformKeys } from './support/platform.ts'

const group = 'signing'
const { serialNo: platformSerial, publicKey } = keys.platform
const { certificate } = keys.root

const signers: readonly (readonly [what: string, code: string, options: object])[] = [
  ['nobody', 'AUTH_OPTION_INVALID', { mchid: undefined }],
  ['merchant and brand at once', 'AUTH_OPTION_INVALID', { brandId: '40000' }],
  ['a merchant id with a quotation mark', 'AUTH_OPTION_INVALID', { mchid: '19"' }],
  ['a serial that lost its first digit', 'AUTH_SERIAL_INVALID', { serialNo: merchant.serialNo.slice(1) }],
  ['the serial of a public key', 'AUTH_SERIAL_INVALID', { serialNo: platformSerial }],
  ['no private key', 'AUTH_KEY_INVALID', { privateKey: undefined }],
  ['a public key', 'AUTH_KEY_ROLE', { privateKey: publicKey }],
  ['a certificate', 'AUTH_KEY_ROLE', { privateKey: certificate }],
]
for (const [what, code, options] of signers) {
  test(group, `a signer of ${what} is refused`, () =>
    refuses(code, () => createSigner({ ...merchant, ...options } as SignerOptions)),
  )
}

const verifiers: readonly (readonly [what: string, code: string, options: object])[] = [
  ['no keys', 'AUTH_OPTION_INVALID', {}],
  ['an empty map', 'AUTH_OPTION_INVALID', { keys: {} }],
  ['a tolerance of 0', 'AUTH_OPTION_INVALID', { keys: platformKeys, tolerance: 0 }],
  ['a tolerance of 301', 'AUTH_OPTION_INVALID', { keys: platformKeys, tolerance: 301 }],
  ['a name that is not a serial', 'AUTH_SERIAL_INVALID', { keys: { main: publicKey } }],
  ['a private key', 'AUTH_KEY_ROLE', { keys: { [platformSerial]: merchant.privateKey } }],
  ['a certificate under a public key id', 'AUTH_KEY_ROLE', { keys: { [platformSerial]: certificate } }],
]
for (const [what, code, options] of verifiers) {
  test(group, `a verifier with ${what} is refused`, () =>
    refuses(code, () => createVerifier(options as VerifierOptions)),
  )
}

test(group, 'the error is an AuthError with a literal name and without the key', async () => {
  const error = await thrownBy(() => createSigner({ ...merchant, privateKey: publicKey }))
  equal(error instanceof AuthError && error instanceof Error, true)
  equal((error as AuthError).name, 'AuthError')
  equal(`${JSON.stringify(error)}${(error as AuthError).message}`.includes(publicKey.slice(40, 80)), false)
})
