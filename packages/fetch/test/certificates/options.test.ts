import { createSigner } from '@wxdp/auth'
import { createCertificateKeyring } from '@wxdp/fetch/certificates'
import { apiV3Key, codeOf, keys } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { expect, it } from 'vitest'

const hour = 3_600_000
const publicKey = { [keys.platform.serialNo]: freshKeyPair().publicKey }
const signer = createSigner(keys.merchant)
const make = (options: object) => () => createCertificateKeyring({ signer, apiV3Key, ...options })

it.each<[string, object, string]>([
  ['no signer', { signer: undefined }, 'FETCH_OPTION_INVALID'],
  ['an APIv3 key of 31 bytes', { apiV3Key: 'x'.repeat(31) }, 'AUTH_API_V3_KEY_INVALID'],
  ['no APIv3 key', { apiV3Key: [] }, 'FETCH_OPTION_INVALID'],
  ['an invalid one of two APIv3 keys', { apiV3Key: [apiV3Key, ''] }, 'AUTH_API_V3_KEY_INVALID'],
  ['maxAge of 0', { maxAge: 0 }, 'FETCH_OPTION_INVALID'],
  ['maxAge of more than 12 hours', { maxAge: 12 * hour + 1 }, 'FETCH_OPTION_INVALID'],
  ['maxAge of NaN', { maxAge: Number.NaN }, 'FETCH_OPTION_INVALID'],
  ['coolDown of less than a second', { coolDown: 999 }, 'FETCH_OPTION_INVALID'],
  ['coolDown of more than an hour', { coolDown: hour + 1 }, 'FETCH_OPTION_INVALID'],
  ['timeout of 1', { timeout: 1 }, 'FETCH_OPTION_INVALID'],
  ['an issuer that is not a certificate', { issuer: 'root' }, 'AUTH_CERTIFICATE_INVALID'],
  ['an empty map of keys', { keys: {} }, 'AUTH_OPTION_INVALID'],
  [
    'a preferred serial that is not in keys',
    { keys: publicKey, preferred: 'PUB_KEY_ID_2' },
    'AUTH_OPTION_INVALID',
  ],
  ['a preferred serial without keys', { preferred: keys.platform.serialNo }, 'FETCH_OPTION_INVALID'],
  [
    "the merchant's own serial among the keys",
    { keys: { [keys.merchant.serialNo]: freshKeyPair().publicKey } },
    'FETCH_OPTION_INVALID',
  ],
  ['a host that is not a URL', { hosts: ['x'] }, 'FETCH_OPTION_INVALID'],
  ['a host without TLS', { hosts: ['http://one.example'] }, 'FETCH_OPTION_INVALID'],
  ['maxBytes of 0', { maxBytes: 0 }, 'FETCH_OPTION_INVALID'],
])('createCertificateKeyring throws for %s', async (_, options, code) => {
  expect(await codeOf(make(options))).toBe(code)
})

it('createCertificateKeyring allows a sandbox of your own without TLS', () => {
  expect(make({ hosts: ['http://127.0.0.1:1'], sandbox: true })).not.toThrow()
})

it('a serialised keyring reveals no secret', () => {
  expect(JSON.stringify(make({})())).not.toContain(apiV3Key)
})
