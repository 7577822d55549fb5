import { setNotifyUrl } from '@wxdp/core/partner'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHosts } from '../../src/call/hosts.ts'
import { endpointOf, failure, input, setup, success } from '../support/setup.ts'

const [first, second] = ['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com'] as const

/** A client of hosts that are up or down, and which of them it asked. */
function between(options: Parameters<typeof setup>[0] = {}) {
  const down = new Set<string>()
  const asked: string[] = []
  const made = setup({
    async fetch({ url }) {
      const { origin } = new URL(url)
      asked.push(origin)
      if (down.has(origin)) throw new TypeError('fetch failed')
      return success()
    },
    ...options,
  })
  const set = () => made.client.call(setNotifyUrl, input)
  return { ...made, down, asked, set, since: () => asked.splice(0) }
}

describe('a client of two hosts', () => {
  it('asks the first, as long as it answers', async () => {
    const { set, since } = between()
    await set()
    await set()
    expect(since()).toEqual([first, first])
  })

  it('switches at once, prefers the second for 60 s, then lets one call see whether the first is back', async () => {
    const { set, since, down, pass, waits } = between()
    down.add(first)
    await set()
    expect(since()).toEqual([first, second])
    await set()
    pass(59_999)
    await set()
    expect(since()).toEqual([second, second])
    pass(1)
    await Promise.all([set(), set(), set()])
    expect(since().sort()).toEqual([first, second, second, second])
    pass(59_999)
    await set()
    expect(since()).toEqual([second])
    down.clear()
    pass(1)
    await set()
    await set()
    expect(since()).toEqual([first, first])
    expect(waits).toEqual([])
  })

  it('does not risk a call that must not be repeated on a host that may be down', async () => {
    const { client, set, since, down, pass } = between()
    const never = () => client.call(endpointOf('never'), {}).catch(() => {})
    down.add(first)
    await never()
    expect(since()).toEqual([first])
    pass(60_000)
    await never()
    expect(since()).toEqual([second])
    down.clear()
    await set()
    await never()
    expect(since()).toEqual([first, first])
  })

  it('tries both once at once when both are down, then waits before it tries them again, the one that failed longest ago first', async () => {
    const { set, since, down, waits } = between()
    down.add(first).add(second)
    await expect(set()).rejects.toMatchObject({ code: 'FETCH_NETWORK' })
    expect(since()).toEqual([first, second, first, second])
    expect(waits).toEqual([1000, 2000])
  })

  it('takes an error answer for a sign of life, and stays', async () => {
    const asked: string[] = []
    const { client, waits } = setup({
      async fetch({ url }) {
        asked.push(new URL(url).origin)
        return failure(503)
      },
    })
    await expect(client.call(setNotifyUrl, input)).rejects.toMatchObject({ status: 503 })
    expect(asked).toEqual([first, first, first, first])
    expect(waits).toEqual([1000, 2000, 4000])
  })

  it('comes back with any answer of the first, an error too', async () => {
    let answer: () => Promise<Response> = () => Promise.reject(new TypeError('fetch failed'))
    const asked: string[] = []
    const { client, pass } = setup({
      attempts: 2,
      fetch({ url }) {
        asked.push(new URL(url).origin)
        return url.startsWith(first) ? answer() : success()
      },
    })
    const set = () => client.call(setNotifyUrl, input).catch(() => {})
    await set()
    pass(60_000)
    answer = async () => failure(400, 'PARAM_ERROR')
    await set()
    await set()
    expect(asked).toEqual([first, second, first, first])
  })

  it('does not hold a time against a host that the deadline has cut short', async () => {
    const asked: string[] = []
    const { client } = setup({
      clock: () => performance.now(),
      fetch({ url }) {
        asked.push(new URL(url).origin)
        return asked.length === 1 ? new Promise(() => {}) : success()
      },
    })
    await expect(client.call(setNotifyUrl, input, { deadline: 20 })).rejects.toMatchObject({
      code: 'FETCH_TIMEOUT',
    })
    await client.call(setNotifyUrl, input)
    expect(asked.at(-1)).toBe(first)
  })

  it('takes a call that the caller ended for no sign of life', async () => {
    const gone = new AbortController()
    const { set, since, down, pass, client } = between()
    down.add(first)
    await set()
    pass(60_000)
    since()
    const ended = client.call(setNotifyUrl, input, { signal: gone.signal })
    gone.abort(new Error('mine'))
    await expect(ended).rejects.toThrow('mine')
    await set()
    expect(since().at(-1)).toBe(second)
  })

  it('counts a host that is given twice once', async () => {
    const { set, since, down, waits } = between({ hosts: [first, first] })
    down.add(first)
    await set().catch(() => {})
    expect(since()).toEqual([first, first, first, first])
    expect(waits).toEqual([1000, 2000, 4000])
  })
})

it('any hosts, whatever becomes of them: one is picked, the first that is not avoided', () => {
  const steps = fc.array(fc.tuple(fc.nat(2), fc.boolean(), fc.nat(70_000)), { maxLength: 40 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 }), steps, (count, taken) => {
      const origins = ['a', 'b', 'c'].slice(0, count)
      let time = 0
      const hosts = createHosts(origins, () => time)
      const failedAt = new Map<string, number>()
      for (const [at, fails, ms] of taken) {
        const host = origins[at % count] as string
        if (fails) {
          hosts.failed(host)
          failedAt.set(host, time)
        } else {
          hosts.reached(host)
          failedAt.delete(host)
        }
        const up = origins.find((each) => !failedAt.has(each))
        const oldest = [...failedAt].sort(([, one], [, other]) => one - other)[0]?.[1]
        const picked = hosts.pick(false)
        if (up) expect(picked).toBe(up)
        else expect(failedAt.get(picked)).toBe(oldest)
        // A pick of a host that is avoided renews its term.
        if (failedAt.has(picked)) failedAt.set(picked, time)
        time += ms
      }
    }),
  )
})
