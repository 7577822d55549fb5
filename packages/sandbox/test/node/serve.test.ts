import { serveSandbox } from '@wxdp/sandbox/node'
import { describe, expect, it } from 'vitest'
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
})
