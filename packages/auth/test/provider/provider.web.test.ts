import { createPrivateKey } from 'node:crypto'
import { keys } from '@wxdp-internal/fixtures'
import { expect, it } from 'vitest'
import type { Jwk } from '../../src/provider/provider.ts'
import * as provider from '../../src/provider/provider.web.ts'

it('imports keys that are not extractable', async () => {
  const key = (await provider.importSecret(new Uint8Array(32))) as CryptoKey
  expect(key.extractable).toBe(false)
  const object = createPrivateKey(keys.merchant.privateKey)
  const jwk = object.export({ format: 'jwk' }) as Jwk
  const imported = (await provider.importKey('private', { form: 'jwk', jwk })) as CryptoKey
  expect(imported.extractable).toBe(false)
})

it('reports only a wrong tag as one', async () => {
  const bytes = new Uint8Array(16)
  await expect(provider.open({} as CryptoKey, bytes, bytes, bytes)).rejects.toThrow(TypeError)
})
