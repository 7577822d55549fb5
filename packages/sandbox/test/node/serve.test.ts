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
})
