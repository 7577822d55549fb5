// When a keyring downloads, and when it must not.
import type { PublicKey } from '@wxdp/auth'
import { createSigner } from '@wxdp/auth'
import type { FetchFunction } from '@wxdp/fetch'
import { createCertificateKeyring } from '@wxdp/fetch/certificates'
import { apiV3Key, codeOf, keys } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { day, idle, keyringOf, listOf, make, start } from '../support/certificate-list.ts'

const hour = 3_600_000
const genuine = await make()
const publicKey = { [keys.platform.serialNo]: freshKeyPair().publicKey }
const forged = (at: number): string => at.toString(16).toUpperCase().padStart(40, 'F')
type Clock = { time: number }
const answering =
  (clock: () => Clock): FetchFunction =>
  () =>
    listOf([genuine], { by: genuine, now: () => clock().time })

/** A keyring before a server that is up until told otherwise. */
function connect(options: Parameters<typeof keyringOf>[1] = {}) {
  let answer: FetchFunction = answering(() => made.clock)
  const made = keyringOf((request) => answer(request), options)
  return {
    ...made,
    set: (next: FetchFunction) => {
      answer = next
    },
    up: () => {
      answer = answering(() => made.clock)
    },
    down: () => {
      answer = () => Promise.reject(new Error('down'))
    },
  }
}
const tell = (found: unknown): Promise<unknown> =>
  Promise.resolve(found).then(
    (key) => (key as PublicKey | undefined)?.role,
    (error: { code: unknown }) => error.code,
  )

afterEach(() => vi.unstubAllGlobals())

describe('downloads at once', () => {
  it('are one: 100 look-ups wait for it', async () => {
    const { keyring, requests } = connect()
    const found = await Promise.all(Array.from({ length: 100 }, () => keyring.find(genuine.serialNo)))
    expect(new Set(found.map((key) => key?.role))).toEqual(new Set(['public']))
    expect(requests.length).toBe(1)
  })

  it('are one where it fails, too, and all are told why', async () => {
    const { keyring, requests, errors, down } = connect()
    down()
    const found = Array.from({ length: 100 }, (_, at) => tell(keyring.find(forged(at))))
    expect(new Set(await Promise.all([...found, codeOf(() => keyring.ready())]))).toEqual(
      new Set(['FETCH_NETWORK']),
    )
    expect([requests.length, errors.length]).toEqual([1, 1])
  })
})

describe('10,000 forged serials', () => {
  it('at once cause one download', async () => {
    const { keyring, requests } = connect()
    const found = await Promise.all(Array.from({ length: 10_000 }, (_, at) => tell(keyring.find(forged(at)))))
    expect(new Set(found)).toEqual(new Set([undefined]))
    expect(requests.length).toBe(1)
  })

  it('one after the other cause one a cool-down', async () => {
    const { keyring, requests, clock } = connect({ coolDown: 60_000 })
    for (let at = 0; at < 10_000; at++) {
      expect(await keyring.find(forged(at))).toBeUndefined()
      clock.time += 30
    }
    // 300 s: at 0, 60, 120, 180 and 240.
    expect(requests.length).toBe(5)
    expect(keyring.serials()).toEqual([genuine.serialNo])
  })

  it('cause no more when the endpoint is down', async () => {
    const { keyring, requests, down } = connect()
    down()
    for (let at = 0; at < 10_000; at++) expect(await tell(keyring.find(forged(at)))).toBe('FETCH_NETWORK')
    expect(requests.length).toBe(1)
  })

  it('that no certificate can have cause none', async () => {
    const { keyring, requests } = connect()
    for (const serialNo of [
      keys.platform.serialNo,
      'PUB_KEY_ID_0',
      '',
      'F'.repeat(39),
      'F'.repeat(41),
      'f'.repeat(40),
    ]) {
      expect(await keyring.find(serialNo)).toBeUndefined()
    }
    expect(requests.length).toBe(0)
  })
})

describe('the cool-down', () => {
  it('is counted from the start of the last download', async () => {
    const { keyring, requests, clock } = connect()
    const look = () => keyring.find(forged(1))
    await look()
    clock.time += 9_999
    await look()
    expect(requests.length).toBe(1)
    clock.time += 1
    await look()
    expect(requests.length).toBe(2)
  })

  it('ends when the clock is turned back, and never when there is none', async () => {
    const { keyring, requests, clock } = connect()
    await keyring.find(forged(1))
    clock.time -= 60_000
    await keyring.find(forged(1))
    expect(requests.length).toBe(2)
    clock.time = Number.NaN
    expect(keyring.serials()).toEqual([])
    for (let at = 0; at < 10; at++) await keyring.find(forged(at))
    expect(requests.length).toBe(2)
  })

  it('holds after a failure: the next find is told the same', async () => {
    const { keyring, requests, clock, down, up } = connect()
    down()
    expect(await tell(keyring.find(genuine.serialNo))).toBe('FETCH_NETWORK')
    up()
    expect(await tell(keyring.find(genuine.serialNo))).toBe('FETCH_NETWORK')
    clock.time += 10_000
    expect(await tell(keyring.find(genuine.serialNo))).toBe('public')
    expect(requests.length).toBe(2)
    expect(await tell(keyring.find(forged(1)))).toBe(undefined)
  })
})

describe('a list that grew old', () => {
  it('is replaced in the background; no find waits for it', async () => {
    const { keyring, requests, clock, set } = connect()
    await keyring.ready()
    clock.time += 12 * hour - 1
    expect(keyring.find(genuine.serialNo)).toMatchObject({ role: 'public' })
    await idle()
    expect(requests.length).toBe(1)
    clock.time += 1
    let release: (response: Response) => void = () => {}
    set(() => new Promise((resolve) => (release = resolve)))
    for (let i = 0; i < 100; i++) expect(keyring.find(genuine.serialNo)).toMatchObject({ role: 'public' })
    await keyring.ready()
    await expect.poll(() => requests.length).toBe(2)
    const next = await make()
    release(await listOf([genuine, next], { by: genuine, now: () => clock.time }))
    await expect.poll(() => keyring.serials()).toEqual([genuine.serialNo, next.serialNo])
    await keyring.find(genuine.serialNo)
    await idle()
    expect(requests.length).toBe(2)
  })

  it('is as old as asked for', async () => {
    const { keyring, requests, clock } = connect({ maxAge: hour })
    await keyring.ready()
    clock.time += hour
    await keyring.ready()
    await expect.poll(() => requests.length).toBe(2)
  })

  it('serves on when it cannot be replaced, until its certificates expire', async () => {
    const { keyring, requests, clock, errors, down, up } = connect()
    await keyring.ready()
    down()
    clock.time += 12 * hour
    for (let i = 0; i < 100; i++) expect(keyring.find(genuine.serialNo)).toMatchObject({ role: 'public' })
    await expect.poll(() => errors.length).toBe(1)
    expect(errors).toMatchObject([{ code: 'FETCH_NETWORK' }])
    // It is tried again by use, not at every cool-down.
    clock.time += 600_000 - 1
    expect(keyring.find(genuine.serialNo)).toMatchObject({ role: 'public' })
    await idle()
    expect(errors.length).toBe(1)
    clock.time += 1
    for (let i = 0; i < 100; i++) expect(keyring.find(genuine.serialNo)).toMatchObject({ role: 'public' })
    await expect.poll(() => errors.length).toBe(2)
    clock.time = start + 30 * day - 1
    expect(keyring.find(genuine.serialNo)).toMatchObject({ role: 'public' })
    await expect.poll(() => errors.length).toBe(3)
    clock.time += 10_001
    expect(keyring.serials()).toEqual([])
    expect(await tell(keyring.find(genuine.serialNo))).toBe('FETCH_NETWORK')
    expect(requests.length).toBe(5)
    // And it is not believed again.
    up()
    clock.time += 10_000
    expect(await tell(keyring.find(genuine.serialNo))).toBe('FETCH_CERTIFICATES_INVALID')
  })

  it('is not downloaded by who never needed one', async () => {
    const { keyring, requests, clock } = connect({ keys: publicKey, preferred: keys.platform.serialNo })
    await keyring.ready()
    for (let i = 0; i < 10; i++) {
      expect(keyring.find(keys.platform.serialNo)).toMatchObject({ role: 'public' })
      clock.time += 12 * hour
    }
    await idle()
    expect(requests.length).toBe(0)
  })
})

describe('a download', () => {
  it('has a time limit, and another is tried after it', async () => {
    const { keyring, requests, clock, set, up } = connect({ timeout: 2000 })
    set(() => new Promise(() => {}))
    expect(await tell(keyring.find(genuine.serialNo))).toBe('FETCH_TIMEOUT')
    up()
    clock.time += 10_000
    expect(await tell(keyring.find(genuine.serialNo))).toBe('public')
    expect(requests.length).toBe(2)
  })

  it('has one limit for all hosts', async () => {
    const { keyring } = connect({
      hosts: ['https://one.example', 'https://two.example'],
      timeout: 60,
      fetch: () => new Promise(() => {}),
    })
    await expect(Promise.resolve(keyring.find(genuine.serialNo))).rejects.toMatchObject({
      code: 'FETCH_TIMEOUT',
      message: 'listCertificates: no list of certificates within 60 ms.',
    })
  })

  it('whose work and timers were dropped, as a worker does when a request ends, holds up nobody for ever', async () => {
    const { keyring, clock, set, requests, up } = connect({ timeout: 2000 })
    set(() => new Promise(() => {}))
    vi.stubGlobal('setTimeout', () => 0)
    void keyring.find(genuine.serialNo)
    await expect.poll(() => requests.length).toBe(1)
    vi.unstubAllGlobals()
    expect(await tell(keyring.find(genuine.serialNo))).toBe('FETCH_TIMEOUT')
    up()
    clock.time += 10_000
    expect(await tell(keyring.find(genuine.serialNo))).toBe('public')
  })

  it('asks the second host in what is left of it', async () => {
    const hosts: string[] = []
    const { keyring } = connect({
      hosts: ['https://one.example', 'https://two.example'],
      timeout: 400,
      fetch(request) {
        hosts.push(new URL(request.url).host)
        if (hosts.length === 1) return new Promise(() => {})
        return listOf([genuine], { by: genuine })
      },
    })
    expect(await tell(keyring.find(genuine.serialNo))).toBe('public')
    expect(hosts).toEqual(['one.example', 'two.example'])
  })

  it('that is never heard of again holds up nobody for longer, and says nothing if it comes late', async () => {
    const { keyring, requests, errors, clock, set, up } = connect({ timeout: 5000 })
    let release: (response: Response) => void = () => {}
    set(() => new Promise((resolve) => (release = resolve)))
    const first = tell(keyring.find(genuine.serialNo))
    await expect.poll(() => requests.length).toBe(1)
    const late = await listOf([await make(), genuine], { by: genuine, now: () => clock.time })
    up()
    clock.time += 10_000
    expect(await tell(keyring.find(genuine.serialNo))).toBe('public')
    expect(requests.length).toBe(2)
    release(late)
    expect(await first).toBe('public')
    await idle()
    expect(keyring.serials()).toEqual([genuine.serialNo])
    expect(errors).toEqual([])
  })

  it('is bounded in bytes as asked for', async () => {
    const { keyring } = connect({ maxBytes: 100 })
    expect(await tell(keyring.find(genuine.serialNo))).toBe('FETCH_BODY_TOO_LARGE')
  })

  it('ends with the signal, and no other begins', async () => {
    const { signal, abort } = (() => {
      const controller = new AbortController()
      return { signal: controller.signal, abort: () => controller.abort(new Error('shutdown')) }
    })()
    const { keyring, requests, clock, set } = connect({ signal })
    set(() => new Promise(() => {}))
    const found = keyring.find(genuine.serialNo)
    await expect.poll(() => requests.length).toBe(1)
    abort()
    await expect(found).rejects.toThrow('shutdown')
    clock.time += 10_000
    await expect(Promise.resolve(keyring.find(genuine.serialNo))).rejects.toThrow('shutdown')
    expect(requests.length).toBe(1)
    const late = connect({ signal })
    expect(await late.keyring.find(genuine.serialNo)).toBeUndefined()
    await late.keyring.ready()
    expect(late.requests.length).toBe(0)
  })

  it('is handed to who keeps a worker alive', async () => {
    const works: Promise<void>[] = []
    const { keyring, clock, down } = connect({ waitUntil: (work) => works.push(work) })
    await keyring.ready()
    down()
    clock.time += 12 * hour
    expect(keyring.find(genuine.serialNo)).toBeDefined()
    expect(works.length).toBe(2)
    await expect(Promise.all(works)).resolves.toEqual([undefined, undefined])
  })

  it('is broken by no hook', async () => {
    const hook = () => {
      throw new Error('a hook')
    }
    const { keyring, down } = connect({ waitUntil: hook, onError: hook })
    expect(await tell(keyring.find(genuine.serialNo))).toBe('public')
    const other = connect({ waitUntil: hook, onError: hook })
    other.down()
    expect(await tell(other.keyring.find(genuine.serialNo))).toBe('FETCH_NETWORK')
    down()
  })

  it('takes the fetch and the clock of the runtime, looked up when it begins', async () => {
    const { signer, by } = {
      signer: createSigner(keys.merchant),
      by: await make({ from: Date.now() - day, until: Date.now() + day }),
    }
    const keyring = createCertificateKeyring({ signer, apiV3Key })
    const urls: string[] = []
    vi.stubGlobal('fetch', (request: Request) => {
      urls.push(request.url)
      return listOf([by], { by, now: Date.now })
    })
    expect(await tell(keyring.find(by.serialNo))).toBe('public')
    expect(urls).toEqual(['https://api.mch.weixin.qq.com/v3/certificates'])
  })
})

it('the newest certificate encrypts, wherever it stands in the list', async () => {
  const [old, young] = [await make({ from: start - 2 * day }), genuine]
  for (const listed of [
    [old, young],
    [young, old],
  ]) {
    const { keyring } = keyringOf(() => listOf(listed, { by: young }))
    expect(await keyring.encryptionSerial()).toBe(young.serialNo)
    expect(keyring.serials()).toEqual(listed.map(({ serialNo }) => serialNo))
  }
})

describe('options', () => {
  const signer = createSigner(keys.merchant)
  const make = (options: object) => () => createCertificateKeyring({ signer, apiV3Key, ...options })

  it.each<[string, object, string]>([
    ['no signer', { signer: undefined }, 'FETCH_OPTION_INVALID'],
    ['an APIv3 key of 31 bytes', { apiV3Key: 'x'.repeat(31) }, 'AUTH_API_V3_KEY_INVALID'],
    ['no APIv3 key', { apiV3Key: [] }, 'FETCH_OPTION_INVALID'],
    ['one of two that is none', { apiV3Key: [apiV3Key, ''] }, 'AUTH_API_V3_KEY_INVALID'],
    ['an age of 0', { maxAge: 0 }, 'FETCH_OPTION_INVALID'],
    ['an age of more than 12 hours', { maxAge: 12 * hour + 1 }, 'FETCH_OPTION_INVALID'],
    ['an age of NaN', { maxAge: Number.NaN }, 'FETCH_OPTION_INVALID'],
    ['a cool-down of less than a second', { coolDown: 999 }, 'FETCH_OPTION_INVALID'],
    ['a cool-down of more than an hour', { coolDown: hour + 1 }, 'FETCH_OPTION_INVALID'],
    ['a time limit of 1', { timeout: 1 }, 'FETCH_OPTION_INVALID'],
    ['an issuer that is none', { issuer: 'root' }, 'AUTH_CERTIFICATE_INVALID'],
    ['keys that are none', { keys: {} }, 'AUTH_OPTION_INVALID'],
    [
      'a preference for none of the keys',
      { keys: publicKey, preferred: 'PUB_KEY_ID_2' },
      'AUTH_OPTION_INVALID',
    ],
    ['a preference without keys', { preferred: keys.platform.serialNo }, 'FETCH_OPTION_INVALID'],
    [
      "the merchant's own serial among the keys",
      { keys: { [keys.merchant.serialNo]: freshKeyPair().publicKey } },
      'FETCH_OPTION_INVALID',
    ],
    ['a host that is none', { hosts: ['x'] }, 'FETCH_OPTION_INVALID'],
    ['a host without TLS', { hosts: ['http://one.example'] }, 'FETCH_OPTION_INVALID'],
    ['a bound of 0 bytes', { maxBytes: 0 }, 'FETCH_OPTION_INVALID'],
  ])('%s is refused at once', async (_, options, code) => {
    expect(await codeOf(make(options))).toBe(code)
  })

  it('a sandbox of your own may be without TLS', () => {
    expect(make({ hosts: ['http://127.0.0.1:1'], sandbox: true })).not.toThrow()
  })

  it('show no secret', () => {
    expect(JSON.stringify(make({})())).not.toContain(apiV3Key)
  })
})
