// Attacks on the page and its control by a web page elsewhere, each as a browser would send it.
import { createSandboxPage } from '@wxdp/sandbox/page'
import { describe, expect, it } from 'vitest'
import { createPlan, own as plan, type Stage, stage } from '../support/stage.ts'

const own = 'http://127.0.0.1:4010'

interface Sent {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

interface Target extends Stage {
  readonly send: (path: string, sent?: Sent) => Promise<Response>
}

async function target(allowedHosts?: readonly string[]): Promise<Target> {
  const stood = await stage()
  await stood.setUrl()
  const page = createSandboxPage(stood.box, allowedHosts && { allowedHosts })
  const send: Target['send'] = async (path, { headers, ...sent } = {}) =>
    page.fetch(new Request(own + path, { ...sent, headers: { host: '127.0.0.1:4010', ...headers } }))
  return { ...stood, send }
}

const json = { 'Content-Type': 'application/json' }
const sameOrigin = { Origin: own, 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'cors' }
const elsewhere = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
const approve = { method: 'POST', body: JSON.stringify({ step: 'approve' }) }

async function refusal(response: Response): Promise<unknown> {
  expect(response.headers.get('access-control-allow-origin')).toBeNull()
  return [response.status, (await response.json()).code]
}

const paths = ['/', '/sandbox/page.js', '/sandbox/api/state', '/sandbox/api/changes']

describe('DNS rebinding', () => {
  it.each([
    'evil.example',
    'evil.example:4010',
    '127.0.0.1.nip.io',
    'localhost.evil.example:4010',
    'localhost.',
    '0.0.0.0:4010',
    '192.168.1.5:4010',
    '[fe80::1]',
    '',
    'a b',
  ])('under the name %j reaches neither page nor control', async (host) => {
    const { send } = await target()
    for (const path of paths) {
      expect(await refusal(await send(path, { headers: { host } }))).toEqual([403, 'SANDBOX_HOST_REFUSED'])
    }
    const sent = {
      ...approve,
      headers: { ...json, host, Origin: `http://${host}`, 'Sec-Fetch-Site': 'same-origin' },
    }
    expect(await refusal(await send('/sandbox/api/plans/1/steps', sent))).toEqual([
      403,
      'SANDBOX_HOST_REFUSED',
    ])
  })

  it.each([
    'localhost',
    'LOCALHOST:1',
    '127.0.0.1',
    '127.1.2.3:80',
    '[::1]:4010',
    'sandbox:8080',
    'box.internal',
  ])('is impossible under the name %s', async (host) => {
    const { send } = await target(['sandbox', 'box.internal'])
    expect((await send('/', { headers: { host } })).status).toBe(200)
  })

  it('is not possible without a Host header: the URL has the name', async () => {
    const { box } = await stage()
    const { fetch } = createSandboxPage(box)
    expect((await fetch('http://localhost/sandbox/api/state')).status).toBe(200)
    expect((await fetch('http://evil.example/sandbox/api/state')).status).toBe(403)
  })

  it.each([[['Sandbox']], [['sandbox:80']], [['']], [[7]], ['sandbox'], [['http://sandbox']], [['a b']]])(
    'is not allowed by mistake: allowedHosts %j is refused',
    async (allowedHosts) => {
      const { box } = await stage()
      expect(() => createSandboxPage(box, { allowedHosts: allowedHosts as never })).toThrow(
        expect.objectContaining({ code: 'SANDBOX_OPTION_INVALID' }),
      )
    },
  )
})

describe('a web page elsewhere', () => {
  it.each<[string, Record<string, string>]>([
    [
      'a form',
      { ...elsewhere, 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Mode': 'navigate' },
    ],
    ['a form that looks like JSON', { ...elsewhere, 'Content-Type': 'text/plain' }],
    ['a fetch without CORS', { ...elsewhere, 'Content-Type': 'text/plain', 'Sec-Fetch-Mode': 'no-cors' }],
    ['a fetch with CORS', { ...elsewhere, ...json, 'Sec-Fetch-Mode': 'cors' }],
    [
      'a page of the same site, on another port',
      { Origin: 'http://127.0.0.1:8080', ...json, 'Sec-Fetch-Site': 'same-site' },
    ],
    ['a browser that sends no Sec-Fetch-Site', { Origin: 'https://evil.example', ...json }],
    ['a sandboxed frame', { Origin: 'null', ...json }],
    ['a browser that sends no Origin', { 'Sec-Fetch-Site': 'cross-site', ...json }],
  ])('takes no step by %s', async (_, headers) => {
    const { send, partner, box } = await target()
    const { plan_id } = await createPlan(partner)
    const response = await send(`/sandbox/api/plans/${plan_id}/steps`, { ...approve, headers })
    expect(await refusal(response)).toEqual([403, 'SANDBOX_ORIGIN_REFUSED'])
    expect(box.control.plan(plan_id).audit_state).toBe('PROCESSING')
  })

  it('gets no permission by a preflight', async () => {
    const { send } = await target()
    const headers = { ...elsewhere, 'Access-Control-Request-Method': 'POST' }
    const response = await send('/sandbox/api/faults', { method: 'OPTIONS', headers })
    expect(await refusal(response)).toEqual([403, 'SANDBOX_ORIGIN_REFUSED'])
    const removal = await send('/sandbox/api/faults/fault-1', { method: 'DELETE', headers: elsewhere })
    expect(await refusal(removal)).toEqual([403, 'SANDBOX_ORIGIN_REFUSED'])
  })

  it.each([
    ['an EventSource', '/sandbox/api/changes', { ...elsewhere, 'Sec-Fetch-Mode': 'cors' }],
    [
      'an EventSource with credentials of the same site',
      '/sandbox/api/changes',
      { 'Sec-Fetch-Site': 'same-site' },
    ],
    ['a script element', '/sandbox/page.js', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }],
    [
      'a link to the control',
      '/sandbox/api/state',
      { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' },
    ],
    ['a fetch of the page', '/', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }],
  ])('reads nothing by %s', async (_, path, headers) => {
    const { send } = await target()
    expect(await refusal(await send(path, { headers }))).toEqual([403, 'SANDBOX_ORIGIN_REFUSED'])
  })

  it('may link to the page, and cannot show it in a frame, read it or change what it runs', async () => {
    const { send } = await target()
    const link = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }
    const response = await send('/', { headers: link })
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    })
    const policy = response.headers.get('content-security-policy')?.split('; ')
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ])
    const html = await response.text()
    expect(html).not.toMatch(/<script(?![^>]* src="\/sandbox\/)|<style| style=| on[a-z]+=/)
    expect(html).not.toMatch(/https?:|\/\//)
  })

  it('gets no headers that are less strict with an error', async () => {
    const { send } = await target()
    const { headers } = await send('/sandbox/api/state', { headers: elsewhere })
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-type')).toBe('application/json')
  })
})

describe('the own page', () => {
  it('and programs that are not browsers take steps', async () => {
    const { send, partner } = await target()
    const senders = [{ ...json, ...sameOrigin }, { 'Content-Type': 'Application/JSON; charset=utf-8' }]
    for (const [i, headers] of senders.entries()) {
      const { plan_id } = await createPlan(partner, { ...plan, out_request_no: `guard-${i}` })
      const response = await send(`/sandbox/api/plans/${plan_id}/steps`, { ...approve, headers })
      expect(response.status).toBe(200)
    }
  })

  it('sends actions as JSON, which no form can', async () => {
    const { send } = await target()
    for (const headers of [{}, { 'Content-Type': 'text/plain' }, { 'Content-Type': 'application/jsonp' }]) {
      const response = await send('/sandbox/api/faults', { method: 'POST', body: '{}', headers })
      expect(await refusal(response)).toEqual([400, 'SANDBOX_REQUEST_INVALID'])
    }
    const bare = await send('/sandbox/api/faults', { method: 'POST' })
    expect(await refusal(bare)).toEqual([400, 'SANDBOX_REQUEST_INVALID'])
  })
})
