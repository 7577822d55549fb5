import { generateKeyPairSync } from 'node:crypto'
import { createSigner, type Signer } from '@wxdp/auth'
import { utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { describe, expect, it } from 'vitest'
import * as provider from '#provider'

const request = { method: 'GET', target: '/v3/certificates' }
const { privateKey } = freshKeyPair()

function make(): Signer {
  return createSigner({ mchid: '1900007291', serialNo: '4'.repeat(40), privateKey })
}

/** Whether the event loop turned during the work. */
async function turned(work: () => Promise<unknown>): Promise<boolean> {
  let hasTurned = false
  setImmediate(() => {
    hasTurned = true
  })
  await work()
  return hasTurned
}

describe.runIf(process.env.WXDP_PROVIDER === 'node')('signatures under node:crypto', () => {
  it('are made on this thread if they are made one at a time', async () => {
    const signer = make()
    await signer.authorize(request)
    const one = () => signer.authorize(request)
    expect(await turned(one)).toBe(false)
    expect(
      await turned(async () => {
        for (let i = 0; i < 3; i++) await one()
      }),
    ).toBe(false)
  })

  it('are made in the thread pool if several are made at once', async () => {
    const signer = make()
    await signer.authorize(request)
    const crowd = () => Promise.all(Array.from({ length: 4 }, () => signer.authorize(request)))
    expect(await turned(crowd)).toBe(true)
    expect(await turned(() => signer.authorize(request))).toBe(false)
  })

  it('are counted correctly after failures', async () => {
    // A key that cannot sign: the thread pool reports it.
    const { privateKey: unsuitable } = generateKeyPairSync('x25519')
    const wrong = async (): Promise<unknown> => provider.sign(unsuitable, utf8('x'))
    const failed = await Promise.allSettled([wrong(), wrong(), wrong()])
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    const signer = make()
    await signer.authorize(request)
    expect(await turned(() => signer.authorize(request))).toBe(false)
  })
})
