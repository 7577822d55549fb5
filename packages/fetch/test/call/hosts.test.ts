import { setNotifyUrl } from '@wxdp/core/partner'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHosts } from '../../src/call/hosts.ts'
import { broken, endpointOf, errorOf, failure, input, setup, silent, success } from '../support/setup.ts'

const [first, second] = ['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com'] as const

/** A client whose hosts are up or down, and the hosts that it used. */
function between(options: Parameters<typeof setup>[0] = {}) {
  const down = new Set<string>()
  const used: string[] = []
  const made = setup({
    async fetch(...sent) {
      const request = new Request(...sent)
      const { origin } = new URL(request.url)
      used.push(origin)
      return down.has(origin) ? broken(...sent) : success()
    },
    ...options,
  })
  const set = () => made.client.call(setNotifyUrl, input)
  return { ...made, down, set, usedSince: () => used.splice(0) }
}

describe('a client of two hosts', () => {
  it('uses the first as long as it responds', async () => {
    const { set, usedSince } = between()
    await set()
    await set()
    expect(usedSince()).toEqual([first, first])
  })

  it('changes to the second at once, prefers it for 60 s, then lets one call try the first again', async () => {
    const { set, usedSince, down, advance, waits } = between()
    down.add(first)
    await set()
    expect(usedSince()).toEqual([first, second])
    await set()
    advance(59_999)
    await set()
    expect(usedSince()).toEqual([second, second])
    advance(1)
    await Promise.all([set(), set(), set()])
    expect(usedSince().sort()).toEqual([first, second, second, second])
    advance(59_999)
    await set()
    expect(usedSince()).toEqual([second])
    down.clear()
    advance(1)
    await set()
    await set()
    expect(usedSince()).toEqual([first, first])
    expect(waits).toEqual([])
  })

  it('does not use a call that must not be retried to find out whether a host is up', async () => {
    const { client, set, usedSince, down, advance } = between()
    const never = () => client.call(endpointOf('never'), {}).catch(() => {})
    down.add(first)
    await never()
    expect(usedSince()).toEqual([first])
    advance(60_000)
    await never()
    expect(usedSince()).toEqual([second])
    down.clear()
    await set()
    await never()
    expect(usedSince()).toEqual([first, first])
  })

  it('tries each at once if both are down, then each again after a pause, the earlier failure first', async () => {
    const { set, usedSince, down, waits } = between()
    down.add(first).add(second)
    await expect(set()).rejects.toMatchObject({ code: 'FETCH_NETWORK' })
    expect(usedSince()).toEqual([first, second, first, second])
    expect(waits).toEqual([1000, 2000])
  })

  it('stays with a host that sends error responses', async () => {
    const used: string[] = []
    const { client, waits } = setup({
      async fetch(url) {
        used.push(new URL(url).origin)
        return failure(503)
      },
    })
    await expect(client.call(setNotifyUrl, input)).rejects.toMatchObject({ status: 503 })
    expect(used).toEqual([first, first, first, first])
    expect(waits).toEqual([1000, 2000, 4000])
  })

  it('returns to the first after any response of it, even an error', async () => {
    let firstHost = broken
    const used: string[] = []
    const { client, advance } = setup({
      attempts: 2,
      fetch(...sent) {
        const request = new Request(...sent)
        used.push(new URL(request.url).origin)
        return request.url.startsWith(first) ? firstHost(...sent) : success()
      },
    })
    const set = () => client.call(setNotifyUrl, input).catch(() => {})
    await set()
    advance(60_000)
    firstHost = async () => failure(400, 'PARAM_ERROR')
    await set()
    await set()
    expect(used).toEqual([first, second, first, first])
  })

  it('does not avoid a host because the deadline cut an attempt short', async () => {
    const used: string[] = []
    const { client, advance } = setup({
      fetch(...sent) {
        const request = new Request(...sent)
        used.push(new URL(request.url).origin)
        if (used.length > 1) return success()
        // The timer is a real one, and may fire a little before the time that it was set to.
        advance(20)
        return silent(...sent)
      },
    })
    const error = await errorOf(client.call(setNotifyUrl, input, { deadline: 20 }))
    expect(error).toMatchObject({ code: 'FETCH_TIMEOUT' })
    await client.call(setNotifyUrl, input)
    expect(used.at(-1)).toBe(first)
  })

  it('does not return to a host because a call to it was aborted', async () => {
    const controller = new AbortController()
    const { set, usedSince, down, advance, client } = between()
    down.add(first)
    await set()
    advance(60_000)
    usedSince()
    const aborted = client.call(setNotifyUrl, input, { signal: controller.signal })
    controller.abort(new Error('mine'))
    await expect(aborted).rejects.toThrow('mine')
    await set()
    expect(usedSince().at(-1)).toBe(second)
  })

  it('counts a host that is listed twice once', async () => {
    const { set, usedSince, down, waits } = between({ hosts: [first, first] })
    down.add(first)
    await set().catch(() => {})
    expect(usedSince()).toEqual([first, first, first, first])
    expect(waits).toEqual([1000, 2000, 4000])
  })
})

it('picks the first host that did not fail, or else the one that failed first, whatever happened', () => {
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
        // Picking a failed host counts as a new failure until its attempt ends.
        if (failedAt.has(picked)) failedAt.set(picked, time)
        time += ms
      }
    }),
  )
})
