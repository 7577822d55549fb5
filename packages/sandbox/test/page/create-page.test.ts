import { createSandboxPage } from '@wxdp/sandbox/page'
import { describe, expect, it } from 'vitest'
import { openControl } from '../support/page.ts'
import { plans, stage } from '../support/stage.ts'

describe('createSandboxPage', () => {
  it('serves the page and its parts from memory', async () => {
    const { page } = await openControl()
    const types: Record<string, string> = {}
    for (const path of ['/', '/sandbox/page.js', '/sandbox/page.css', '/sandbox/icon.svg']) {
      const response = await page.fetch(`http://localhost${path}`)
      expect([path, response.status, (await response.text()).length > 100]).toEqual([path, 200, true])
      types[path] = response.headers.get('content-type') ?? ''
    }
    expect(types).toEqual({
      '/': 'text/html; charset=utf-8',
      '/sandbox/page.js': 'text/javascript; charset=utf-8',
      '/sandbox/page.css': 'text/css; charset=utf-8',
      '/sandbox/icon.svg': 'image/svg+xml; charset=utf-8',
    })
    const head = await page.fetch('http://localhost/?x=1', { method: 'HEAD' })
    expect([head.status, head.body]).toEqual([200, null])
  })

  it('passes everything else to the sandbox: the same request, with its response and its failures', async () => {
    const { box } = await stage()
    const seen: unknown[] = []
    const response = new Response('as it is', { status: 218 })
    const page = createSandboxPage({
      ...box,
      async fetch(input) {
        seen.push(input)
        if (seen.length > 1) throw new Error('as it is')
        return response
      },
    })
    const request = new Request(`https://api.mch.weixin.qq.com${plans}`, { method: 'HEAD' })
    expect(await page.fetch(request)).toBe(response)
    expect(seen).toEqual([request])
    // Under any name: what WeChat Pay's endpoints do is protected by signatures.
    for (const path of ['/v3/x', '/brand/x', '/sandbox', '/sandboxnew/pay', '//sandbox/api/state']) {
      await expect(page.fetch(`https://api.mch.weixin.qq.com${path}`)).rejects.toThrow('as it is')
    }
  })

  it.each([[undefined], [{}], [{ fetch }]])('needs a sandbox: %j', (sandbox) => {
    expect(() => createSandboxPage(sandbox as never)).toThrow(
      expect.objectContaining({ code: 'SANDBOX_OPTION_INVALID' }),
    )
  })

  it.each([
    ['GET', '/sandbox/'],
    ['GET', '/sandbox/x'],
    ['GET', '/sandbox/api'],
    ['GET', '/sandbox/api/x'],
    ['DELETE', '/sandbox/api/state'],
    ['DELETE', '/'],
    ['DELETE', '/sandbox/api/faults/none'],
    ['GET', '/sandbox/api/requests/none'],
  ])('has nothing for %s %s', async (method, path) => {
    const { page } = await openControl()
    const response = await page.fetch(`http://localhost${path}`, { method })
    expect([response.status, (await response.json()).code]).toEqual([404, 'SANDBOX_NOT_FOUND'])
  })
})
