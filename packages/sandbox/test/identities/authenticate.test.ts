import { createSigner } from '@wxdp/auth'
import { createSandbox } from '@wxdp/sandbox'
import { keys } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'
import { authenticate } from '../../src/identities/authenticate.ts'
import type { Identity } from '../../src/identities/identity.ts'
import { callWith, fault } from '../support/caller.ts'
import { type Change, path, sandbox, send, url } from '../support/request.ts'
import { brandPlans, plans, stage, start } from '../support/stage.ts'

const { credentials } = sandbox

describe('a request', () => {
  it('that is signed as documented gets a signed response', async () => {
    const { status, body, response } = await send()
    expect([status, body]).toEqual([200, { notify_url: url }])
    const { verifier } = sandbox.clientOptions()
    const bytes = new Uint8Array(await response.arrayBuffer())
    await expect(verifier.verify({ headers: response.headers, body: bytes })).resolves.toBeDefined()
    expect(response.headers.get('request-id')).toMatch(/^SANDBOX[0-9A-F]{9}-0$/)
  })

  it.each<[string, Change]>([
    ['without Authorization', { headers: { authorization: undefined } }],
    ['with an Authorization of another form', { headers: { authorization: 'Bearer x' } }],
    ['301 s late', { now: () => Date.now() - 302_000 }],
    ['301 s early', { now: () => Date.now() + 302_000 }],
    ['of another merchant', { as: { mchid: '1900000009' } }],
    ['with another serial', { as: { serialNo: keys.merchant.serialNo } }],
    ['with another key', { as: { privateKey: keys.merchant.privateKey } }],
    [
      'with another body than the signed one',
      { instead: { body: JSON.stringify({ notify_url: `${url}/` }) } },
    ],
    [
      'with whitespace that was not signed',
      { instead: { body: JSON.stringify({ notify_url: url }, null, 1) } },
    ],
    [
      'with another path than the signed one',
      { instead: { target: path.replace('notify-url', 'notify-urls') } },
    ],
    ['with a query that was not signed', { instead: { target: `${path}?a=1` } }],
  ])('%s gets an unsigned 401 SIGN_ERROR', async (_, change) => {
    const { status, body, response } = await send(change)
    expect([status, body.code]).toEqual([401, 'SIGN_ERROR'])
    expect(response.headers.has('wechatpay-signature')).toBe(false)
  })

  it('with a wrong signature gets back the message that should have been signed', async () => {
    const { body } = await send({ instead: { body: '{"a":1}' } })
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
    ['an unknown path', { target: '/v3/nothing' }, 404, 'RESOURCE_NOT_EXISTS'],
    ['a path of another length', { target: `${path}/more` }, 404, 'RESOURCE_NOT_EXISTS'],
    [
      'another method',
      { method: 'GET', body: '', headers: { 'content-type': undefined } },
      404,
      'RESOURCE_NOT_EXISTS',
    ],
    ['broken percent-encoding', { target: path.replace(credentials.mchid, '%zz') }, 400, 'PARAM_ERROR'],
    ['the mchid of another', { target: path.replace(credentials.mchid, '1900000009') }, 400, 'PARAM_ERROR'],
    ['a body that is not JSON', { body: 'notify_url=x' }, 400, 'INVALID_REQUEST'],
    ['a list as its body', { body: '[]' }, 400, 'INVALID_REQUEST'],
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
  ])('with %s gets a signed error', async (_, change, status, code) => {
    const before = sandbox.control.notifyUrl
    const response = await send(change)
    expect([response.status, response.body.code]).toEqual([status, code])
    expect(response.response.headers.has('wechatpay-signature')).toBe(true)
    expect(sandbox.control.notifyUrl).toBe(before)
  })

  it('gets no status from a field of its body', async () => {
    const { status, body } = await send({ body: JSON.stringify({ notify_url: url, status: 500 }) })
    expect([status, body]).toEqual([200, { notify_url: url }])
  })

  it('may have a body of at most 1 MiB', async () => {
    const { status } = await send({ instead: { body: 'x'.repeat(1024 * 1024 + 1) } })
    expect(status).toBe(400)
  })
})

describe('a brand', () => {
  it('must name its platform key, and sign under its own scheme', async () => {
    const { brand, partner } = await stage()
    expect(fault(await brand('GET', brandPlans, undefined, { 'Wechatpay-Serial': '' }))).toBe(
      '400 PARAM_ERROR Wechatpay-Serial',
    )
    expect(fault(await brand('GET', brandPlans, undefined, { 'Wechatpay-Serial': 'PUB_KEY_ID_1' }))).toBe(
      '400 PARAM_ERROR Wechatpay-Serial',
    )
    expect(fault(await partner('GET', brandPlans))).toBe('401 SIGN_ERROR')
    expect(fault(await brand('GET', `${plans}/120344/delivery-plans`))).toBe('401 SIGN_ERROR')
  })

  it('cannot sign its requests under the scheme of a service provider', async () => {
    const box = await createSandbox({ now: () => start })
    const { brandId: mchid, serialNo, privateKey, platformSerial } = await box.brand.credentials()
    const signer = createSigner({ mchid, serialNo, privateKey, now: () => start })
    const call = callWith({ fetch: box.fetch, signer, platformSerial })
    expect((await call('GET', brandPlans)).body).toMatchObject({
      code: 'SIGN_ERROR',
      message: expect.stringContaining('WECHATPAY-BRAND-SHA256-RSA2048'),
    })
  })
})

it('an error that is not about the request is passed on', async () => {
  const broken = new Error('broken')
  const publicKey = {
    role: 'public',
    suite: () => ({ name: 'RSA' }),
    use: () => {
      throw broken
    },
  }
  const box = await createSandbox()
  const { id, serialNo } = box.clientOptions().signer
  const identity = { id, serialNo, publicKey } as unknown as Identity
  const authorization = await box.clientOptions().signer.authorize({ method: 'GET', target: '/v3/a' })
  const request = {
    method: 'GET',
    target: '/v3/a',
    headers: new Headers({ authorization }),
    body: new Uint8Array(),
  }
  await expect(authenticate(request, identity, { now: Date.now })).rejects.toBe(broken)
})
