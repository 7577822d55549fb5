import { request } from 'node:http'
import { createSandbox, type Fault } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Call, callerOf } from '../support/caller.ts'
import { own, plans, stage, start } from '../support/stage.ts'

const list = `${plans}/120344/delivery-plans`

/** A sandbox whose calls meet a fault, and a caller. */
async function withFault(fault: Fault): Promise<{ partner: Call }> {
  const { box, partner } = await stage()
  box.control.addFault({ fault })
  return { partner }
}

describe('a response', () => {
  it('of 429 and 500 is signed, with a documented code', async () => {
    for (const [fault, code] of [
      [429, 'RATELIMIT_EXCEEDED'],
      [500, 'SYSTEM_ERROR'],
    ] as const) {
      const { status, body, headers } = await (await withFault(fault)).partner('GET', list)
      expect([status, body.code, headers.has('wechatpay-signature')]).toEqual([fault, code, true])
    }
  })

  it('of a gateway or a proxy is HTML', async () => {
    for (const [fault, status] of [
      [502, 502],
      ['html', 200],
    ] as const) {
      const { box } = await stage()
      box.control.addFault({ fault })
      const response = await box.fetch(`https://api.mch.weixin.qq.com${list}`)
      expect([response.status, response.headers.get('content-type')]).toEqual([
        status,
        'text/html; charset=utf-8',
      ])
      expect(await response.text()).toMatch(/^<!DOCTYPE html>/)
    }
  })

  it('has the genuine body, with other headers', async () => {
    const genuine = await (await stage()).partner('GET', list)
    expect(genuine.status).toBe(200)
    const names = (headers: Headers): string[] =>
      [...headers.keys()].filter((name) => name.startsWith('wech') && name !== 'wechatpay-sandbox')
    for (const fault of ['unsigned', 'wrongSignature', 'stale', 'wrongSerial', 'probe'] as const) {
      const { body, headers } = await (await withFault(fault)).partner('GET', list)
      expect(body).toEqual(genuine.body)
      expect(names(headers)).toEqual(fault === 'unsigned' ? [] : names(genuine.headers))
      const age = (start / 1000 - Number(headers.get('wechatpay-timestamp'))) as number
      if (fault !== 'unsigned') expect(age).toBe(fault === 'stale' ? 600 : 0)
      const signature = headers.get('wechatpay-signature') ?? ''
      expect(signature.startsWith('WECHATPAY/SIGNTEST/')).toBe(fault === 'probe')
      if (fault !== 'unsigned') expect(atob(signature)).toHaveLength(256)
    }
  })

  it('without a signature of its own stays as it is', async () => {
    for (const fault of ['unsigned', 'wrongSignature', 'wrongSerial', 'probe'] as const) {
      const { box } = await stage()
      box.control.addFault({ fault })
      const { status, headers } = await box.fetch(`https://api.mch.weixin.qq.com${list}`)
      expect([status, headers.has('wechatpay-signature')]).toEqual([401, false])
    }
  })

  it('of 204 has no body to be slow with, or to lose', async () => {
    for (const fault of ['slowBody', 'truncatedBody'] as const) {
      const { box, partner } = await stage()
      const { body } = await partner('POST', plans, own)
      box.control.addFault({ fault })
      const { plan_id } = body.plan as { plan_id: string }
      expect((await partner('POST', `${plans}/${plan_id}/terminate`)).status).toBe(204)
    }
  })
})

describe('a slow body', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('comes one byte a second, and ends when nobody reads on', async () => {
    const { box } = await stage()
    box.control.addFault({ fault: 'slowBody' })
    const response = await box.fetch(`https://api.mch.weixin.qq.com${list}`)
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    const first = await reader.read()
    expect(first.value).toHaveLength(1)
    const second = reader.read()
    await vi.advanceTimersByTimeAsync(1000)
    expect((await second).value).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(0)
    // The third byte is under way. Other timers of the runtime do not matter.
    const timers = vi.getTimerCount()
    await reader.cancel()
    expect(vi.getTimerCount()).toBe(timers - 1)
  })

  it('ends with its last byte', async () => {
    const { box } = await stage()
    box.control.addFault({ fault: 'slowBody' })
    const response = await box.fetch(`https://api.mch.weixin.qq.com${list}`)
    const text = response.text()
    await vi.advanceTimersByTimeAsync(1000 * Number(response.headers.get('content-length')))
    expect(JSON.parse(await text)).toMatchObject({ code: 'SIGN_ERROR' })
  })
})

describe('no response', () => {
  it('comes until the caller gives up, with the reason of its signal', async () => {
    const { box } = await stage()
    box.control.addFault({ fault: 'timeout' })
    const controller = new AbortController()
    const reason = new Error('too slow')
    const pending = box.fetch(`https://api.mch.weixin.qq.com${list}`, { signal: controller.signal })
    controller.abort(reason)
    await expect(pending).rejects.toBe(reason)
    const late = box.fetch(`https://api.mch.weixin.qq.com${list}`, { signal: AbortSignal.abort(reason) })
    await expect(late).rejects.toBeDefined()
  })

  it('after a reset has the code that Node has', async () => {
    const { box } = await stage()
    box.control.addFault({ fault: 'reset' })
    await expect(box.fetch(`https://api.mch.weixin.qq.com${list}`)).rejects.toMatchObject({
      name: 'TypeError',
      cause: { code: 'ECONNRESET' },
    })
  })
})

describe('over HTTP', () => {
  const served = async (fault: Fault) => {
    const sandbox = await createSandbox()
    sandbox.control.addFault({ fault })
    const server = await serveSandbox(sandbox)
    return { server, get: (init?: RequestInit) => fetch(`${server.url}${list}`, init) }
  }

  it('a reset and a truncated body are those of the connection', async () => {
    const { server, get } = await served('reset')
    await expect(get()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
    await server.close()
    const other = await served('truncatedBody')
    const { length, received, isComplete } = await new Promise<Record<string, unknown>>((resolve, reject) => {
      request(`${other.server.url}${list}`, (response) => {
        let received = 0
        response.on('data', (chunk) => {
          received += chunk.length
        })
        response.on('error', () => undefined)
        response.on('close', () =>
          resolve({ length: response.headers['content-length'], received, isComplete: response.complete }),
        )
      })
        .on('error', reject)
        .end()
    })
    expect([received, isComplete]).toEqual([Math.floor(Number(length) / 2), false])
    await expect(other.get().then((response) => response.text())).rejects.toThrow('terminated')
    await other.server.close()
  })

  it('a slow body arrives whole', async () => {
    const { server, get } = await served('slowBody')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      let text: string | undefined
      const reading = get().then(async (response) => {
        text = await response.text()
      })
      while (text === undefined) {
        await vi.advanceTimersByTimeAsync(1000)
        await new Promise((resolve) => setImmediate(resolve))
      }
      await reading
      expect(JSON.parse(text)).toMatchObject({ code: 'SIGN_ERROR' })
    } finally {
      vi.useRealTimers()
    }
    await server.close()
  })

  it('a caller that gives up leaves nothing behind, and the server closes', async () => {
    for (const fault of ['timeout', 'slowBody'] as const) {
      const { server, get } = await served(fault)
      const signal = AbortSignal.timeout(100)
      await expect(get({ signal }).then((response) => response.text())).rejects.toMatchObject({
        name: 'TimeoutError',
      })
      // The next byte of a slow body is due after one second. Nobody is there to get it.
      if (fault === 'slowBody') await new Promise((resolve) => setTimeout(resolve, 1100))
      await server.close()
    }
  })
})

it('a caller of the brand meets a fault, too', async () => {
  const box = await createSandbox()
  const brand = await callerOf(box, 'brand')
  box.control.addFault({ fault: 429 })
  expect((await brand('GET', '/brand/marketing/delivery-plan/delivery-plans')).status).toBe(429)
})
