import { openResource } from '@wxdp/auth'
import { createSandbox, type SandboxOptions } from '@wxdp/sandbox'
import { utf8 } from '@wxdp-internal/fixtures'
import { describe, expect, it } from 'vitest'
import { path, sandbox, send } from '../support/request.ts'
import { stage } from '../support/stage.ts'

const { credentials } = sandbox
const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' })

describe('callbacks', () => {
  const withDeliver = async (deliver: NonNullable<SandboxOptions['deliver']>) => {
    const box = await createSandbox({ deliver })
    const target = path.replace(credentials.mchid, box.credentials.mchid)
    await send({ target }, box)
    return box
  }

  it('arrive as probe, notification and duplicate; the last two have the same id', async () => {
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

  it('keep the headers of the response, up to 4,096 characters, and say what is wrong', async () => {
    const location = { Location: 'https://pay.example.com/other' }
    const box = await withDeliver(async () => new Response(null, { status: 301, headers: location }))
    const [, delivery] = await box.control.sendPlanChange({ plan_id: '1' })
    expect(delivery).toMatchObject({
      ...{ status: 301, headers: { location: location.Location } },
      problem: { en: 'The response is a redirect (301), which is not followed. Expected 200 or 204.' },
    })
    const large = { 'X-A': 'a', 'X-B': 'b'.repeat(4093), 'X-C': 'c' }
    const other = await withDeliver(async () => new Response(null, { status: 204, headers: large }))
    const [, kept] = await other.control.sendPlanChange({ plan_id: '1' })
    expect(kept?.headers).toEqual({ 'x-a': 'a' })
    // Of something that only looks like a response, there are none.
    const bare = await withDeliver(async () => ({ status: 204, body: null }) as unknown as Response)
    const [, without] = await bare.control.sendPlanChange({ plan_id: '1' })
    expect(without?.headers).toEqual({})
  })

  it('without a response say why, and have neither status nor body', async () => {
    const box = await withDeliver(() => Promise.reject(new TypeError('fetch failed', { cause: refused })))
    const deliveries = await box.control.sendPlanChange({ plan_id: '1' })
    expect(deliveries.map(({ request: _, time: __, problem: ___, ...rest }) => rest)).toEqual(
      ['probe', 'notification', 'duplicate'].map((kind) => ({
        kind,
        attempt: 1,
        error: { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:1' },
      })),
    )
  })
})

it.each<[string, unknown, string]>([
  [
    'that throws at once',
    () => {
      throw new Error('down')
    },
    'down',
  ],
  ['that returns nothing', () => undefined, 'deliver: expected a Response, found undefined.'],
  ['that returns text', async () => 'ok', 'deliver: expected a Response, found another string.'],
])('a function %s is described', async (_, deliver, message) => {
  const { box } = await stage({ deliver } as SandboxOptions)
  const content = { eventType: 'A.B', originalType: 'a', summary: 's', resource: {} }
  const deliveries = await box.control.sendNotification('https://pay.example.com/p', content)
  expect(deliveries.map(({ error }) => error)).toEqual(Array(3).fill({ code: 'FAILED', message }))
})

it('a response may come at once, without a promise', async () => {
  const { box } = await stage({
    deliver: () => new Response(null, { status: 204 }),
  } as unknown as SandboxOptions)
  const content = { eventType: 'A.B', originalType: 'a', summary: 's', resource: {} }
  const [sent] = await box.control.sendNotification('https://pay.example.com/p', content)
  expect(sent?.status).toBe(204)
})

it('a receiver that is not there is named', async () => {
  const box = await createSandbox()
  const content = { eventType: 'A.B', originalType: 'a', summary: 's', resource: {} }
  const [sent] = await box.control.sendNotification('http://127.0.0.1:9/p', content)
  expect(sent?.error).toMatchObject({ code: 'FAILED', message: expect.stringMatching(/bad port/) })
})

it('keeps the first 1,024 bytes of a response', async () => {
  const { box } = await stage({ deliver: async () => new Response('x'.repeat(2000), { status: 500 }) })
  const [long] = await box.control.sendNotification('https://pay.example.com/p', {
    eventType: 'A.B',
    originalType: 'a',
    summary: 's',
    resource: {},
  })
  expect([long?.status, long?.body?.length]).toEqual([500, 1024])
})
