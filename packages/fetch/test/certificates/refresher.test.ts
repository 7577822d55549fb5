// When a keyring downloads, and when it does not.
import type { PublicKey } from '@wxdp/auth'
import { createSigner } from '@wxdp/auth'
import type { FetchFunction } from '@wxdp/fetch'
import { createCertificateKeyring } from '@wxdp/fetch/certificates'
import { apiV3Key, codeOf, keys } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { day, idle, issue, keyringOf, listOf, start } from '../support/certificate-list.ts'
import { broken } from '../support/setup.ts'

const hour = 3_600_000
const genuine = await issue()
const publicKey = { [keys.platform.serialNo]: freshKeyPair().publicKey }
const forged = (at: number): string => at.toString(16).toUpperCase().padStart(40, 'F')

/** A keyring that downloads from a server which is up or down. */
function connect(options: Parameters<typeof keyringOf>[1] = {}) {
  const up: FetchFunction = () => listOf([genuine], { by: genuine, now: made.now })
  let fetch = up
  const made = keyringOf((...sent) => fetch(...sent), options)
  const set = (next: FetchFunction): void => {
    fetch = next
  }
  return { ...made, set, up: () => set(up), down: () => set(broken) }
}
/** The role of the key that was found, or the code of the error. */
const resultOf = (found: unknown): Promise<unknown> =>
  Promise.resolve(found).then(
    (key) => (key as PublicKey | undefined)?.role,
    (error: { code: unknown }) => error.code,
  )

afterEach(() => vi.unstubAllGlobals())

describe('simultaneous downloads', () => {
  it('are one, for which 100 look-ups wait', async () => {
    const { keyring, requests } = connect()
    const found = await Promise.all(Array.from({ length: 100 }, () => keyring.find(genuine.serialNo)))
    expect(new Set(found.map((key) => key?.role))).toEqual(new Set(['public']))
    expect(requests.length).toBe(1)
  })

  it('are one even if it fails, and all look-ups get its error', async () => {
    const { keyring, requests, errors, down } = connect()
    down()
    const found = Array.from({ length: 100 }, (_, at) => resultOf(keyring.find(forged(at))))
    expect(new Set(await Promise.all([...found, codeOf(() => keyring.ready())]))).toEqual(
      new Set(['FETCH_NETWORK']),
    )
    expect([requests.length, errors.length]).toEqual([1, 1])
  })
})

describe('10,000 forged serials', () => {
  it('at the same time cause one download', async () => {
    const { keyring, requests } = connect()
    const found = await Promise.all(
      Array.from({ length: 10_000 }, (_, at) => resultOf(keyring.find(forged(at)))),
    )
    expect(new Set(found)).toEqual(new Set([undefined]))
    expect(requests.length).toBe(1)
  })

  it('one after the other cause one download in each cool-down', async () => {
    const { keyring, requests, clock } = connect({ coolDown: 60_000 })
    for (let at = 0; at < 10_000; at++) {
      expect(await keyring.find(forged(at))).toBeUndefined()
      clock.time += 30
    }
    // In 300 s: at 0, 60, 120, 180 and 240 s.
    expect(requests.length).toBe(5)
    expect(keyring.serials()).toEqual([genuine.serialNo])
  })

  it('cause one download even if the endpoint is down', async () => {
    const { keyring, requests, down } = connect()
    down()
    for (let at = 0; at < 10_000; at++) expect(await resultOf(keyring.find(forged(at)))).toBe('FETCH_NETWORK')
    expect(requests.length).toBe(1)
  })

  it('that no certificate can have cause no download', async () => {
    const { keyring, requests } = connect()
    for (const serialNo of [
      keys.platform.serialNo,
      'PUB_KEY_ID_0',
      '',
      'hello',
      'F'.repeat(41),
      'f'.repeat(40),
    ]) {
      expect(await keyring.find(serialNo)).toBeUndefined()
    }
    expect(requests.length).toBe(0)
  })
})

describe('the cool-down', () => {
  it('begins with the start of the last download', async () => {
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

  it.each<[string, (clock: { time: number }) => void]>([
    ['steps back, 1 ms at a time', (clock) => (clock.time -= 1)],
    ['steps back, an hour at a time', (clock) => (clock.time -= hour)],
    ['trembles', (clock) => (clock.time += clock.time % 2 === 0 ? -1 : 1)],
    ['returns NaN', (clock) => (clock.time = Number.NaN)],
    ['returns a promise', (clock) => (clock.time = Promise.resolve(0) as never)],
  ])('holds if the clock %s', async (_, step) => {
    const { keyring, requests, clock } = connect()
    await keyring.find(forged(1))
    for (let at = 0; at < 20; at++) {
      step(clock)
      await keyring.find(forged(at))
    }
    expect(requests.length).toBe(1)
  })

  it('holds if the clock throws', async () => {
    const clock = (): number => {
      throw new Error('no clock')
    }
    const { keyring, requests } = connect({ clock })
    for (let at = 0; at < 20; at++) await keyring.find(forged(at))
    expect(requests.length).toBe(1)
  })

  it('goes on after a step back, and ends in time', async () => {
    const { keyring, requests, clock } = connect()
    await keyring.find(forged(1))
    clock.time -= hour
    await keyring.find(forged(1))
    clock.time += 9_999
    await keyring.find(forged(1))
    expect(requests.length).toBe(1)
    clock.time += 1
    await keyring.find(forged(1))
    expect(requests.length).toBe(2)
  })

  it('holds if Unix time jumps, back or ahead: the monotonic clock counts', async () => {
    let monotonic = 0
    const { keyring, requests, clock } = connect({ clock: () => monotonic })
    await keyring.find(forged(1))
    for (const ms of [-hour, 2 * hour, 5 * day, -9 * day]) {
      clock.time += ms
      await keyring.find(forged(1))
    }
    expect(requests.length).toBe(1)
    clock.time = start
    monotonic += 10_000
    await keyring.find(forged(1))
    expect(requests.length).toBe(2)
  })

  it('is measured by performance.now if no clock is given', async () => {
    const by = await issue({ from: Date.now() - day, until: Date.now() + day })
    let requests = 0
    const keyring = createCertificateKeyring({
      signer: createSigner(keys.merchant),
      apiV3Key,
      fetch: () => {
        requests += 1
        return listOf([by], { by, now: Date.now })
      },
    })
    await keyring.find(forged(1))
    const { now } = Date
    try {
      for (let at = 0; at < 20; at++) {
        Date.now = () => now() - at
        await keyring.find(forged(at))
      }
    } finally {
      Date.now = now
    }
    expect(requests).toBe(1)
  })

  it('applies after a failure, too: the next find gets the same error', async () => {
    const { keyring, requests, clock, down, up } = connect()
    down()
    expect(await resultOf(keyring.find(genuine.serialNo))).toBe('FETCH_NETWORK')
    up()
    expect(await resultOf(keyring.find(genuine.serialNo))).toBe('FETCH_NETWORK')
    clock.time += 10_000
    expect(await resultOf(keyring.find(genuine.serialNo))).toBe('public')
    expect(requests.length).toBe(2)
    expect(await resultOf(keyring.find(forged(1)))).toBe(undefined)
  })
})

describe('a serial of another length than 40 digits', () => {
  it.each(['AB'.repeat(19), '7F'.repeat(18)])('is found as its certificate has it: %s', async (serialNo) => {
    const short = await issue({ serialNo })
    const { keyring, requests, set } = connect()
    set(() => listOf([short], { by: short }))
    expect(await resultOf(keyring.find(serialNo))).toBe('public')
    expect(keyring.serials()).toEqual([serialNo])
    expect(await resultOf(keyring.find(serialNo.padStart(40, '0')))).toBe('public')
    expect(requests.length).toBe(1)
  })
})

describe('an old list', () => {
  it('is replaced in the background, while find stays synchronous', async () => {
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
    const next = await issue()
    release(await listOf([genuine, next], { by: genuine, now: () => clock.time }))
    await expect.poll(() => keyring.serials()).toEqual([genuine.serialNo, next.serialNo])
    await keyring.find(genuine.serialNo)
    await idle()
    expect(requests.length).toBe(2)
  })

  it('is old after maxAge', async () => {
    const { keyring, requests, clock } = connect({ maxAge: hour })
    await keyring.ready()
    clock.time += hour
    await keyring.ready()
    await expect.poll(() => requests.length).toBe(2)
  })

  it('serves until its certificates expire if it cannot be replaced', async () => {
    const { keyring, requests, clock, errors, down, up } = connect()
    await keyring.ready()
    down()
    clock.time += 12 * hour
    for (let i = 0; i < 100; i++) expect(keyring.find(genuine.serialNo)).toMatchObject({ role: 'public' })
    await expect.poll(() => errors.length).toBe(1)
    expect(errors).toMatchObject([{ code: 'FETCH_NETWORK' }])
    // It is tried again when the keyring is used, but not at every cool-down.
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
    expect(await resultOf(keyring.find(genuine.serialNo))).toBe('FETCH_NETWORK')
    expect(requests.length).toBe(5)
    // An expired certificate is not accepted again.
    up()
    clock.time += 10_000
    expect(await resultOf(keyring.find(genuine.serialNo))).toBe('FETCH_CERTIFICATES_INVALID')
  })

  it('is not downloaded if none was ever needed', async () => {
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
  it('has a time limit, and is tried again afterwards', async () => {
    const { keyring, requests, clock, set, up } = connect({ timeout: 2000 })
    set(() => new Promise(() => {}))
    expect(await resultOf(keyring.find(genuine.serialNo))).toBe('FETCH_TIMEOUT')
    up()
    clock.time += 10_000
    expect(await resultOf(keyring.find(genuine.serialNo))).toBe('public')
    expect(requests.length).toBe(2)
  })

  it('has one time limit for all hosts together', async () => {
    const { keyring } = connect({
      hosts: ['https://one.example', 'https://two.example'],
      timeout: 60,
      fetch: () => new Promise(() => {}),
    })
    await expect(Promise.resolve(keyring.find(genuine.serialNo))).rejects.toMatchObject({
      code: 'FETCH_TIMEOUT',
      message: `listCertificates: no list of certificates within 60 ms.${ERROR_LINK}fetch_timeout`,
    })
  })

  it('that a worker dropped with its timers when a request ended blocks no later look-up', async () => {
    const { keyring, clock, set, requests, up } = connect({ timeout: 2000 })
    set(() => new Promise(() => {}))
    vi.stubGlobal('setTimeout', () => 0)
    void keyring.find(genuine.serialNo)
    await expect.poll(() => requests.length).toBe(1)
    vi.unstubAllGlobals()
    expect(await resultOf(keyring.find(genuine.serialNo))).toBe('FETCH_TIMEOUT')
    up()
    clock.time += 10_000
    expect(await resultOf(keyring.find(genuine.serialNo))).toBe('public')
  })

  it('leaves time for the second host', async () => {
    const hosts: string[] = []
    const { keyring } = connect({
      hosts: ['https://one.example', 'https://two.example'],
      timeout: 400,
      fetch(...sent) {
        const request = new Request(...sent)
        hosts.push(new URL(request.url).host)
        if (hosts.length === 1) return new Promise(() => {})
        return listOf([genuine], { by: genuine })
      },
    })
    expect(await resultOf(keyring.find(genuine.serialNo))).toBe('public')
    expect(hosts).toEqual(['one.example', 'two.example'])
  })

  it('that never ends blocks no look-up beyond its time limit, and is ignored if it ends later', async () => {
    const { keyring, requests, errors, clock, set, up } = connect({ timeout: 5000 })
    let release: (response: Response) => void = () => {}
    set(() => new Promise((resolve) => (release = resolve)))
    const first = resultOf(keyring.find(genuine.serialNo))
    await expect.poll(() => requests.length).toBe(1)
    const late = await listOf([await issue(), genuine], { by: genuine, now: () => clock.time })
    up()
    clock.time += 10_000
    expect(await resultOf(keyring.find(genuine.serialNo))).toBe('public')
    expect(requests.length).toBe(2)
    release(late)
    expect(await first).toBe('public')
    await idle()
    expect(keyring.serials()).toEqual([genuine.serialNo])
    expect(errors).toEqual([])
  })

  it('is limited to maxBytes', async () => {
    const { keyring } = connect({ maxBytes: 100 })
    expect(await resultOf(keyring.find(genuine.serialNo))).toBe('FETCH_BODY_TOO_LARGE')
  })

  it('ends with the signal, and no other starts', async () => {
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

  it('is passed to waitUntil', async () => {
    const works: Promise<void>[] = []
    const { keyring, clock, down } = connect({ waitUntil: (work) => works.push(work) })
    await keyring.ready()
    down()
    clock.time += 12 * hour
    expect(keyring.find(genuine.serialNo)).toBeDefined()
    expect(works.length).toBe(2)
    await expect(Promise.all(works)).resolves.toEqual([undefined, undefined])
  })

  it('succeeds even if waitUntil and onError throw', async () => {
    const hook = () => {
      throw new Error('a hook')
    }
    const { keyring, down } = connect({ waitUntil: hook, onError: hook })
    expect(await resultOf(keyring.find(genuine.serialNo))).toBe('public')
    const other = connect({ waitUntil: hook, onError: hook })
    other.down()
    expect(await resultOf(other.keyring.find(genuine.serialNo))).toBe('FETCH_NETWORK')
    down()
  })

  it("uses the runtime's fetch and clock by default, looked up when it starts", async () => {
    const { signer, by } = {
      signer: createSigner(keys.merchant),
      by: await issue({ from: Date.now() - day, until: Date.now() + day }),
    }
    const keyring = createCertificateKeyring({ signer, apiV3Key })
    const urls: string[] = []
    vi.stubGlobal('fetch', (url: string) => {
      urls.push(url)
      return listOf([by], { by, now: Date.now })
    })
    expect(await resultOf(keyring.find(by.serialNo))).toBe('public')
    expect(urls).toEqual(['https://api.mch.weixin.qq.com/v3/certificates'])
  })
})

it('the newest certificate encrypts, wherever it is in the list', async () => {
  const [old, young] = [await issue({ from: start - 2 * day }), genuine]
  for (const listed of [
    [old, young],
    [young, old],
  ]) {
    const { keyring } = keyringOf(() => listOf(listed, { by: young }))
    expect(await keyring.encryptionSerial()).toBe(young.serialNo)
    expect(keyring.serials()).toEqual(listed.map(({ serialNo }) => serialNo))
  }
})
