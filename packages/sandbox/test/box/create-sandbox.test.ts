import { createSandboxFor } from '@wxdp/sandbox'
import { keys } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'
import { callerOf } from '../support/caller.ts'
import { path, sandbox, send } from '../support/request.ts'
import { brandPlans, start } from '../support/stage.ts'

const { credentials } = sandbox

describe('a merchant with a key of its own', () => {
  it('is accepted without its private key', async () => {
    const { mchid, serialNo, privateKey, publicKey } = keys.merchant
    const box = await createSandboxFor({ merchant: { mchid, serialNo: serialNo.toLowerCase(), publicKey } })
    expect(box.credentials).toMatchObject({ mchid, serialNo })
    expect(box.credentials).not.toHaveProperty('privateKey')
    const target = path.replace(credentials.mchid, mchid)
    expect((await send({ target, as: { privateKey } }, box)).status).toBe(200)
  })
})

describe('a brand with a key of its own', () => {
  it('is accepted without its private key', async () => {
    const { serialNo, publicKey } = keys.merchant
    const box = await createSandboxFor(
      { brand: { brandId: '77', serialNo, publicKey } },
      { now: () => start },
    )
    const credentials = await box.brand.credentials()
    expect(credentials).toMatchObject({ brandId: '77', serialNo })
    expect(credentials).not.toHaveProperty('privateKey')
    const call = await callerOf(box, 'brand')
    expect((await call('GET', brandPlans)).status).toBe(200)
  })
})
