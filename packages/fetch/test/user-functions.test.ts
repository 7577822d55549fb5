// Functions of the user's that throw, reject, never settle or return nonsense: the call ends as documented, in time, and
// the process lives.
import { createVerifier, type Keyring } from '@wxdp/auth'
import { setNotifyUrl } from '@wxdp/core/partner'
import type { ClientOptions } from '@wxdp/fetch'
import { createCertificateKeyring } from '@wxdp/fetch/certificates'
import { createLimiter } from '@wxdp/fetch/limiter'
import { apiV3Key } from '@wxdp-internal/fixtures'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { idle, issue, keyringOf, listOf } from './support/certificate-list.ts'
import { failure, input, output, setup, signer, success, verifier } from './support/setup.ts'

const unhandled = vi.fn()
beforeAll(() => void process.on('unhandledRejection', unhandled))
afterAll(() => void process.off('unhandledRejection', unhandled))
beforeEach(() => unhandled.mockClear())

const broken = new Error('broken')
/** What a function may do instead of what it should. */
const misdeeds: Readonly<Record<string, () => unknown>> = {
  throws: () => {
    throw broken
  },
  'throws undefined': () => {
    throw undefined
  },
  rejects: () => Promise.reject(broken),
  'rejects later': async () => {
    await new Promise((resolve) => setTimeout(resolve, 1))
    throw broken
  },
  'never settles': () => new Promise(() => {}),
  'returns nothing': () => undefined,
  'returns null': () => null,
  'returns NaN': () => Number.NaN,
  'returns 1': () => 1,
  'returns -1': () => -1,
  'returns Infinity': () => Number.POSITIVE_INFINITY,
  'returns a string': () => '5',
  'returns a thenable that throws': () =>
    new Proxy(
      {},
      {
        get() {
          throw broken
        },
      },
    ),
}
const each = Object.entries(misdeeds)
const options = (name: string, value: unknown) => ({ [name]: value }) as Partial<ClientOptions>

/** The result of a call whose first attempt gets a 503, or the code of its error. */
async function resultOf(change: Partial<ClientOptions>, callOptions = {}): Promise<unknown> {
  let attempts = 0
  const { client } = setup({
    fetch: async () => (attempts++ === 0 ? failure(503, 'SERVICE_UNAVAILABLE') : success()),
    random: () => 0.001,
    ...change,
  })
  const result = await client
    .call(setNotifyUrl, input, { deadline: 5000, ...callOptions })
    .catch((error) => error.code ?? error)
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(unhandled).not.toHaveBeenCalled()
  return result
}

describe.each(each)('a function that %s', (what, misdeed) => {
  it.each(['observe', 'clock', 'random'])('as %s does not change the result', async (name) => {
    expect(await resultOf(options(name, misdeed))).toEqual(output)
  })

  it('as wait: the call goes on, or ends with the error that it has', async () => {
    const goesOn = !/throws|rejects|never/.test(what)
    expect(await resultOf(options('wait', misdeed), { deadline: 100 })).toEqual(
      goesOn ? output : 'SERVICE_UNAVAILABLE',
    )
  })

  it('as limiter.acquire: the request is sent, or the call ends with FETCH_LIMITED', async () => {
    const goesOn = !/throws|rejects|never/.test(what)
    const change = options('limiter', { acquire: misdeed })
    expect(await resultOf(change, { deadline: 100 })).toEqual(goesOn ? output : 'FETCH_LIMITED')
  })

  it('as find of a keyring: the response is not trusted, or the call ends in time', async () => {
    const keyring = { find: misdeed, serials: () => [], preferred: undefined } as unknown as Keyring
    const result = await resultOf(
      { verifier: createVerifier({ keys: keyring }), attempts: 2 },
      { timeout: 50 },
    )
    expect(result).not.toEqual(output)
    // Unless the key is nonsense, which the verifier of @wxdp/auth rejects with an error of its own.
    expect(['FETCH_UNTRUSTED', 'FETCH_TIMEOUT']).toContain(result)
  })

  it.each(['onError', 'waitUntil'])('as %s of a keyring does not change what it finds', async (name) => {
    const own = await issue()
    const other = await issue({ subject: 'CN=1900009191' })
    const { keyring } = keyringOf(() => listOf([other, own], { by: own }), { [name]: misdeed })
    expect(await keyring.find(own.serialNo)).toMatchObject({ role: 'public' })
    const failing = keyringOf(() => Promise.reject(new Error('down')), { [name]: misdeed })
    await expect(failing.keyring.ready()).rejects.toMatchObject({ code: 'FETCH_NETWORK' })
    await idle()
    expect(unhandled).not.toHaveBeenCalled()
  })

  it('as now of a keyring: no certificate is valid, and one download is made', async () => {
    const own = await issue()
    let downloads = 0
    const keyring = createCertificateKeyring({
      signer,
      apiV3Key,
      now: misdeed as () => number,
      fetch: () => {
        downloads += 1
        return listOf([own], { by: own })
      },
    })
    for (let at = 0; at < 3; at++) {
      await Promise.resolve(keyring.find(own.serialNo)).catch((error: unknown) =>
        expect(error).toBeInstanceOf(Error),
      )
    }
    expect(keyring.serials()).toEqual([])
    expect(downloads).toBe(1)
    expect(unhandled).not.toHaveBeenCalled()
  })
})

it('a limiter with any such function as its clock or its wait holds calls for a second, by a timer', async () => {
  const { signal } = new AbortController()
  const held = ['clock', 'wait'].flatMap((name) =>
    each.map(async ([, misdeed]) => {
      const limiter = createLimiter({ [name]: misdeed })
      const started = performance.now()
      for (let at = 0; at < 2; at++) await limiter.acquire('key', { perSecond: 1, signal })
      return performance.now() - started
    }),
  )
  for (const ms of await Promise.all(held)) expect(ms).toBeGreaterThan(990)
  expect(unhandled).not.toHaveBeenCalled()
})

it('methods are called as methods', async () => {
  class Limiter {
    readonly #keys: string[] = []
    async acquire(key: string) {
      this.#keys.push(key)
    }
    get count() {
      return this.#keys.length
    }
  }
  class Keys implements Keyring {
    readonly preferred = undefined
    readonly #keyring = verifier.keyring
    find(serialNo: string) {
      return this.#keyring.find(serialNo)
    }
    serials() {
      return this.#keyring.serials()
    }
  }
  const limiter = new Limiter()
  expect(await resultOf({ limiter, verifier: createVerifier({ keys: new Keys() }) })).toEqual(output)
  expect(limiter.count).toBe(2)
})
