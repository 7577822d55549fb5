// Requests of seven other clients, over a socket and through `fetch`.
import { createSandboxFor, type OwnKeySandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { describe, expect, it } from 'vitest'
import { causeOf } from '../support/caller.ts'
import { rawRequest, sendRaw } from '../support/raw-http.ts'
import { type RequestVector, vectors } from '../vectors/requests.ts'

const { mchid, serialNo, publicKey, brandId } = vectors.merchant

interface Seen {
  readonly status: number
  readonly body: string
  readonly headers: Headers
}
type Send = (request: RequestVector, headers: [string, string][]) => Promise<Seen>

/** Sends all of them in turn, to one sandbox whose clock follows, and whose plans are approved. */
async function replay(open: (box: OwnKeySandbox) => Promise<{ send: Send; close(): Promise<void> }>) {
  let clock = (vectors.requests[0] as RequestVector).clock * 1000
  const box = await createSandboxFor(
    { merchant: { mchid, serialNo, publicKey } },
    {
      now: () => clock,
      authorisedBrands: [brandId],
      deliver: async () => new Response(null, { status: 204 }),
    },
  )
  const certificate = await box.control.issueCertificate()
  const { send, close } = await open(box)
  const seen: Seen[] = []
  for (const request of vectors.requests) {
    clock = request.clock * 1000
    await box.control.usePlatformKeys(request.mode)
    const serial = request.mode === 'publicKey' ? box.credentials.platformSerial : certificate
    const headers = request.headers.map(([name, value]): [string, string] => [
      name,
      value.replace('{PLATFORM_SERIAL}', serial),
    ])
    const response = await send(request, headers)
    seen.push(response)
    const planId =
      response.status === 200 && request.method === 'POST' && JSON.parse(response.body).plan?.plan_id
    if (planId) await box.control.approve(planId)
  }
  await close()
  return { seen, verifier: box.handlerSettings().verifier }
}

async function overSocket(box: OwnKeySandbox) {
  const served = await serveSandbox(box)
  const { host, port } = new URL(served.url)
  const send: Send = async (request, headers) => {
    const all = [['Host', host], ['Connection', 'close'], ...headers] as [string, string][]
    const {
      status,
      body,
      headers: sent,
    } = await sendRaw(Number(port), rawRequest({ ...request, headers: all }))
    return { status, body, headers: new Headers(sent as [string, string][]) }
  }
  return { send, close: served.close }
}

async function throughFetch(box: OwnKeySandbox) {
  const send: Send = async ({ method, target, body }, headers) => {
    const response = await box.fetch(`https://api.mch.weixin.qq.com${target}`, {
      method,
      headers,
      ...(method !== 'GET' && { body }),
    })
    return { status: response.status, body: await response.text(), headers: response.headers }
  }
  return { send, close: async () => {} }
}

describe.each([
  ['over a socket', overSocket],
  ['through fetch', throughFetch],
])('a request of another client, %s', async (_, open) => {
  const { seen } = await replay(open)

  it.each(
    vectors.requests.map(
      (request, i) => [i, `${request.by}: ${request.method} ${request.target}`, request] as const,
    ),
  )('%i %s', (i, _, { expected }) => {
    const { status, body, headers } = seen[i] as Seen
    expect([status, body && JSON.parse(body).code, causeOf(headers)]).toEqual([
      expected.status,
      body && expected.code,
      expected.cause?.toString(),
    ])
    // All but those whose own signature was refused are signed.
    expect(headers.has('wechatpay-signature')).toBe(expected.status !== 401)
  })
})
