import { createSandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { describe, expect, it, vi } from 'vitest'
import { originOf, pageHostsOf } from '../../src/node/hostname.ts'
import { sendRaw } from '../support/raw-http.ts'
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
        message: `hostname: other machines can reach ${hostname}. If that is meant, pass allowRemote: true, too.${ERROR_LINK}sandbox_option_invalid`,
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

describe('the page over HTTP', () => {
  it('is served with the sandbox, refuses other names, and tells of changes until the connection ends', async () => {
    const box = await createSandbox({ speed: 0 })
    const served = await serveSandbox(box, { allowedHosts: ['box.internal'] })
    const port = Number(new URL(served.url).port)
    const head = async (host: string): Promise<number> =>
      (await sendRaw(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).status
    expect(await head(`127.0.0.1:${port}`)).toBe(200)
    expect(await head('box.internal')).toBe(200)
    expect(await head('evil.example')).toBe(403)
    const ended = vi.fn()
    const { subscribe } = box.control
    vi.spyOn(box.control, 'subscribe').mockImplementation((listener) => {
      const unsubscribe = subscribe(listener)
      return () => {
        ended()
        unsubscribe()
      }
    })
    const controller = new AbortController()
    const { signal } = controller
    const { body } = await fetch(`${served.url}/sandbox/api/changes`, { signal })
    const reader = (body as ReadableStream<Uint8Array>).getReader()
    expect(new TextDecoder().decode((await reader.read()).value)).toContain('"kinds":[]')
    controller.abort()
    await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce())
    await served.close()
  })

  it('is not served with what has a fetch alone; the root may be an absolute form', async () => {
    const { fetch } = await createSandbox({ speed: 0 })
    const served = await serveSandbox({ fetch })
    const port = Number(new URL(served.url).port)
    for (const target of ['/', 'http://api.mch.weixin.qq.com']) {
      const { status, body } = await sendRaw(
        port,
        `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      )
      expect([status, JSON.parse(body).code]).toEqual([401, 'SIGN_ERROR'])
    }
    await served.close()
  })

  it('takes the target as it was written: nothing that a URL parser would make of it', async () => {
    const seen: string[] = []
    const box = await createSandbox({ speed: 0 })
    const served = await serveSandbox({
      ...box,
      fetch: async (input, init) => {
        seen.push((input as Request).method)
        return box.fetch(input, init)
      },
    })
    const port = Number(new URL(served.url).port)
    const status = async (target: string): Promise<number> =>
      (await sendRaw(port, `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)).status
    expect(await status('/v3/../')).toBe(401)
    expect(await status('/v3/../sandbox/api/state')).toBe(401)
    expect(seen).toHaveLength(2)
    expect(await status('/sandbox/../v3/x')).toBe(404)
    expect(await status('/sandbox/api/state?x')).toBe(200)
    expect(seen).toHaveLength(2)
    await served.close()
  })

  it('is allowed under the name on which the server listens', () => {
    expect(pageHostsOf('127.0.0.1')).toEqual(['127.0.0.1'])
    expect(pageHostsOf('LOCALHOST')).toEqual(['localhost'])
    expect(pageHostsOf('::1')).toEqual(['[::1]'])
    expect(pageHostsOf('192.168.1.5')).toEqual(['192.168.1.5'])
    expect([...pageHostsOf('0.0.0.0'), ...pageHostsOf('::')]).toEqual([])
  })
})
