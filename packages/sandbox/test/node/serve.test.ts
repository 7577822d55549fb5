import { serveSandbox } from '@wxdp/sandbox/node'
import { describe, expect, it } from 'vitest'
import { originOf } from '../../src/node/hostname.ts'
import { sandbox } from '../support/request.ts'

describe('serveSandbox', () => {
  it('listens on loopback, keeps the global Request and Response, and closes', async () => {
    const { Request: request, Response: response } = globalThis
    const served = await serveSandbox(sandbox)
    expect(new URL(served.url).hostname).toBe('127.0.0.1')
    expect((await fetch(`${served.url}/v3/x`)).status).toBe(401)
    expect([globalThis.Request, globalThis.Response]).toEqual([request, response])
    const port = Number(new URL(served.url).port)
    await expect(serveSandbox(sandbox, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await served.close()
    await expect(fetch(served.url)).rejects.toThrow()
  })

  it('closes the connection if what it serves returns no response', async () => {
    const served = await serveSandbox({ fetch: async () => undefined as unknown as Response })
    await expect(fetch(`${served.url}/v3/x`)).rejects.toThrow()
    await served.close()
  })

  it('lets a wrapper see the request and its body', async () => {
    const seen: string[] = []
    const served = await serveSandbox({
      async fetch(input) {
        const request = input as Request
        seen.push(request.method, new URL(request.url).pathname, await request.clone().text())
        return sandbox.fetch(request)
      },
    })
    expect((await fetch(`${served.url}/v3/x`, { method: 'POST', body: '{}' })).status).toBe(401)
    expect(seen).toEqual(['POST', '/v3/x', '{}'])
    await served.close()
  })

  it('listens where other machines can reach it only if told so twice', async () => {
    for (const hostname of [
      '0.0.0.0',
      '::',
      '192.168.1.2',
      'example.com',
      '1270.0.0.1',
      '127.0.0.1.example.com',
    ]) {
      await expect(serveSandbox(sandbox, { hostname }), hostname).rejects.toMatchObject({
        code: 'SANDBOX_OPTION_INVALID',
        message: `hostname: other machines can reach ${hostname}. If that is meant, pass allowRemote: true, too.`,
      })
    }
    for (const wrong of [{ hostname: '' }, { hostname: 1 }, { allowRemote: 'yes' }]) {
      await expect(serveSandbox(sandbox, wrong as object)).rejects.toMatchObject({
        code: 'SANDBOX_OPTION_INVALID',
      })
    }
    const everywhere = await serveSandbox(sandbox, { hostname: '0.0.0.0', allowRemote: true })
    expect(everywhere.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect((await fetch(`${everywhere.url}/v3/x`)).status).toBe(401)
    await everywhere.close()
    const named = await serveSandbox(sandbox, { hostname: 'localhost' })
    expect(named.url).toMatch(/^http:\/\/localhost:\d+$/)
    await named.close()
  })

  it('writes addresses of IPv6 as URLs do', () => {
    expect(originOf('::1', 1)).toBe('http://[::1]:1')
    expect(originOf('::', 2)).toBe('http://[::1]:2')
  })
})
