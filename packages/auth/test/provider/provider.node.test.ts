import { createPrivateKey, webcrypto } from 'node:crypto'
import { keys } from '@wxdp-internal/fixtures'
import { expect, it } from 'vitest'
import * as provider from '../../src/provider/provider.node.ts'

it('makes no KeyObject from a CryptoKey that is not extractable: Node 26 warns about that', async () => {
  const der = createPrivateKey(keys.merchant.privateKey).export({ type: 'pkcs8', format: 'der' })
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const key = (await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign'])) as CryptoKey
  expect(await provider.importKey('private', { form: 'cryptoKey', key })).toBe(key)
})
