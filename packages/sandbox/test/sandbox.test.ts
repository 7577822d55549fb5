// The sandbox must be strict by itself: these requests are made without the client.
import { createSigner, openResource } from '@wxdp/auth'
import { createSandbox, createSandboxFor, type OwnKeySandbox, type SandboxOptions } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { keys, utf8 } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'

const url = 'https://pay.example.com/plans'
const ok = (): Promise<Response> => Promise.resolve(new Response(null, { status: 204 }))
const sandbox = await createSandbox({ deliver: ok })
const { credentials } = sandbox
const path = `/v3/marketing/partner/delivery-plan/${credentials.mchid}/notify-url`

const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' })

interface Change {
  method?: string
  target?: string
  body?: string
  headers?: Record<string, string | undefined>
  now?: () => number
  as?: { mchid?: string; serialNo?: string; privateKey?: string }
  /** What is sent instead of what was signed. */
  send?: { body?: string; target?: string }
}

async function ask(
  change: Change = {},
  box: OwnKeySandbox = sandbox,
): Promise<{ status: number; body: Record<string, unknown>; response: Response }> {
  const {
    method = 'POST',
    target = path,
    body = JSON.stringify({ notify_url: url }),
    now = Date.now,
  } = change
  const signer = createSigner({ privateKey: keys.merchant.privateKey, ...box.credentials, ...change.as, now })
  const headers = new Headers({
    Accept: 'application/json',
    'Content-Type': 'application/json',
    'User-Agent': 'test',
    Authorization: await signer.authorize({ method, target, body: utf8(body) }),
  })
  for (const [name, value] of Object.entries(change.headers ?? {})) {
    if (value === undefined) headers.delete(name)
    else headers.set(name, value)
  }
  const sent = { body, target, ...change.send }
  const response = await box.fetch(
    new Request(`https://api.mch.weixin.qq.com${sent.target}`, {
      method,
      headers,
      body: method === 'GET' ? null : sent.body,
    }),
  )
  return {
    status: response.status,
    body: (await response.clone().json()) as Record<string, unknown>,
    response,
  }
}

describe('the gate', () => {
  it('lets in what is signed as documented, and signs its answer', async () => {
    const { status, body, response } = await ask()
    expect([status, body]).toEqual([200, { notify_url: url }])
    const { verifier } = sandbox.clientOptions()
    const bytes = new Uint8Array(await response.arrayBuffer())
    await expect(verifier.verify({ headers: response.headers, body: bytes })).resolves.toBeDefined()
    expect(response.headers.get('request-id')).toMatch(/^[0-9A-F]{16}-0$/)
  })

  it.each<[string, Change]>([
    ['without Authorization', { headers: { authorization: undefined } }],
    ['with another form of Authorization', { headers: { authorization: 'Bearer x' } }],
    ['301 s late', { now: () => Date.now() - 302_000 }],
    ['301 s early', { now: () => Date.now() + 302_000 }],
    ['of another merchant', { as: { mchid: '1900000009' } }],
    ['with another serial', { as: { serialNo: keys.merchant.serialNo } }],
    ['with another key', { as: { privateKey: keys.merchant.privateKey } }],
    ['with another body than the signed one', { send: { body: JSON.stringify({ notify_url: `${url}/` }) } }],
    ['with blanks that were not signed', { send: { body: JSON.stringify({ notify_url: url }, null, 1) } }],
    [
      'with another path than the signed one',
      { send: { target: path.replace('notify-url', 'notify-urls') } },
    ],
    ['with a query that was not signed', { send: { target: `${path}?a=1` } }],
  ])('answers a request %s with an unsigned 401 SIGN_ERROR', async (_, change) => {
    const { status, body, response } = await ask(change)
    expect([status, body.code]).toEqual([401, 'SIGN_ERROR'])
    expect(response.headers.has('wechatpay-signature')).toBe(false)
  })

  it('says what it signed when the signature is wrong', async () => {
    const { body } = await ask({ send: { body: '{"a":1}' } })
    expect(body.detail).toMatchObject({
      field: 'signature',
      location: 'authorization',
      sign_information: {
        method: 'POST',
        url: path,
        truncated_sign_message: expect.stringContaining(`POST\n${path}\n`),
      },
    })
  })

  it.each<[string, Change, number, string]>([
    ['no User-Agent', { headers: { 'user-agent': undefined } }, 400, 'INVALID_REQUEST'],
    ['another Accept', { headers: { accept: 'text/html' } }, 400, 'INVALID_REQUEST'],
    ['no Accept', { headers: { accept: undefined } }, 400, 'INVALID_REQUEST'],
    ['another Content-Type', { headers: { 'content-type': 'text/plain' } }, 400, 'INVALID_REQUEST'],
    [
      'the serial of another platform key',
      { headers: { 'wechatpay-serial': 'PUB_KEY_ID_9' } },
      400,
      'PARAM_ERROR',
    ],
    ['a path that is none', { target: '/v3/nothing' }, 404, 'RESOURCE_NOT_EXISTS'],
    ['a path of another length', { target: `${path}/more` }, 404, 'RESOURCE_NOT_EXISTS'],
    [
      'another method',
      { method: 'GET', body: '', headers: { 'content-type': undefined } },
      404,
      'RESOURCE_NOT_EXISTS',
    ],
    ['broken percent-encoding', { target: path.replace(credentials.mchid, '%zz') }, 400, 'PARAM_ERROR'],
    ['the mchid of another', { target: path.replace(credentials.mchid, '1900000009') }, 400, 'PARAM_ERROR'],
    ['no JSON', { body: 'notify_url=x' }, 400, 'INVALID_REQUEST'],
    ['a list', { body: '[]' }, 400, 'INVALID_REQUEST'],
    ['null in a field', { body: '{"notify_url":null}' }, 400, 'PARAM_ERROR'],
    ['no body', { body: '' }, 400, 'PARAM_ERROR'],
    ['no URL', { body: '{}' }, 400, 'PARAM_ERROR'],
    ['a URL of another type', { body: '{"notify_url":1}' }, 400, 'PARAM_ERROR'],
    ['a URL without path', { body: '{"notify_url":"https://pay.example.com"}' }, 400, 'PARAM_ERROR'],
    ['a URL with query', { body: '{"notify_url":"https://pay.example.com/p?a=1"}' }, 400, 'PARAM_ERROR'],
    ['a URL with fragment', { body: '{"notify_url":"https://pay.example.com/p#a"}' }, 400, 'PARAM_ERROR'],
    ['a URL with credentials', { body: '{"notify_url":"https://me@pay.example.com/p"}' }, 400, 'PARAM_ERROR'],
    ['a relative URL', { body: '{"notify_url":"/p"}' }, 400, 'PARAM_ERROR'],
    [
      'a URL of 257 bytes',
      { body: JSON.stringify({ notify_url: `${url}/${'a'.repeat(227)}` }) },
      400,
      'PARAM_ERROR',
    ],
  ])('answers %s with a signed error', async (_, change, status, code) => {
    const before = sandbox.control.notifyUrl
    const answer = await ask(change)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(answer.response.headers.has('wechatpay-signature')).toBe(true)
    expect(sandbox.control.notifyUrl).toBe(before)
  })

  it('takes no field of the body for its own answer', async () => {
    const { status, body } = await ask({ body: JSON.stringify({ notify_url: url, status: 500 }) })
    expect([status, body]).toEqual([200, { notify_url: url }])
  })

  it('takes no endless body', async () => {
    const { status } = await ask({ send: { body: 'x'.repeat(1024 * 1024 + 1) } })
    expect(status).toBe(400)
  })
})

describe('callbacks', () => {
  const withDeliver = async (deliver: NonNullable<SandboxOptions['deliver']>) => {
    const box = await createSandbox({ deliver })
    const target = path.replace(credentials.mchid, box.credentials.mchid)
    await ask({ target }, box)
    return box
  }

  it('come as probe, notification and duplicate; the last two have one id', async () => {
    const bodies: string[] = []
    const box = await withDeliver(async (request) => {
      bodies.push(await request.text())
      return new Response('{"code":"FAIL"}', { status: 500 })
    })
    const deliveries = await box.control.sendPlanChange({ plan_id: '12000', plan_state: 'PAUSED' })
    expect(deliveries.map(({ kind, status, body }) => [kind, status, body])).toEqual([
      ['probe', 500, '{"code":"FAIL"}'],
      ['notification', 500, '{"code":"FAIL"}'],
      ['duplicate', 500, '{"code":"FAIL"}'],
    ])
    const { verifier } = box.handlerSettings()
    const outcomes = await Promise.all(
      deliveries.map(({ request }) =>
        verifier.verify({ headers: request.headers, body: utf8(request.body) }).then(
          () => 'verified',
          (error: { code: string }) => error.code,
        ),
      ),
    )
    expect(outcomes).toEqual(['AUTH_SIGNATURE_PROBE', 'verified', 'verified'])
    const [, first, second] = bodies.map(
      (body) => JSON.parse(body) as { id: string; resource: Parameters<typeof openResource>[1] },
    )
    expect(first?.id).toBe(second?.id)
    const opened = await openResource(
      box.credentials.apiV3Key,
      (first as { resource: Parameters<typeof openResource>[1] }).resource,
    )
    expect(JSON.parse(new TextDecoder().decode(opened))).toMatchObject({
      plan_id: '12000',
      plan_state: 'PAUSED',
      audit_state: 'PASSED',
    })
  })

  it('to which nobody responds say why, and have neither status nor body', async () => {
    const box = await withDeliver(() => Promise.reject(new TypeError('fetch failed', { cause: refused })))
    const deliveries = await box.control.sendPlanChange({ plan_id: '1' })
    expect(deliveries.map(({ request: _, ...rest }) => rest)).toEqual(
      ['probe', 'notification', 'duplicate'].map((kind) => ({
        kind,
        error: { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:1' },
      })),
    )
  })

  it('are not sent before a URL is set: the TypeError names the call to make', async () => {
    const box = await createSandbox({ deliver: () => Promise.reject(new Error('must not be called')) })
    expect(box.control.notifyUrl).toBeUndefined()
    await expect(box.control.sendPlanChange({ plan_id: '1' })).rejects.toThrow(
      new TypeError(
        'The service provider has no callback URL. Call setNotifyUrl of @wxdp/core/partner first.',
      ),
    )
  })
})

describe('a merchant with a key of its own', () => {
  it('is let in; its private key is never seen', async () => {
    const { mchid, serialNo, privateKey, publicKey } = keys.merchant
    const box = await createSandboxFor({ merchant: { mchid, serialNo: serialNo.toLowerCase(), publicKey } })
    expect(box.credentials).toMatchObject({ mchid, serialNo })
    expect(box.credentials).not.toHaveProperty('privateKey')
    const target = path.replace(credentials.mchid, mchid)
    expect((await ask({ target, as: { privateKey } }, box)).status).toBe(200)
  })
})

describe('serveSandbox', () => {
  it('listens on loopback, leaves the globals alone, and ends', async () => {
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
