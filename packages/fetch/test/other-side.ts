// The other side of a client, as a test wants it: a clock that moves when the client waits, answers that the
// verifier believes.
import { createSigner, createVerifier, type Signer, type Verifier } from '@wxdp/auth'
import { signMessage } from '@wxdp/auth/platform'
import { defineEndpoint, type Endpoint } from '@wxdp/core'
import type { SetNotifyUrlInput } from '@wxdp/core/partner'
import { type AttemptEvent, type Client, type ClientOptions, createClient } from '@wxdp/fetch'
import { merchant, platformSerial, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import * as v from 'valibot'

export const mchid: string = merchant.mchid
const platform = freshKeyPair()

export const signer: Signer = createSigner(merchant)
export const verifier: Verifier = createVerifier({ keys: { [platformSerial]: platform.publicKey } })
export const input: SetNotifyUrlInput = {
  sp_mchid: mchid,
  notify_url: 'https://pay.example.com/wechatpay/plans',
}
export const done: string = JSON.stringify({ notify_url: input.notify_url })
export const probe: string = `WECHATPAY/SIGNTEST/${'A'.repeat(325)}`

/** Headers with the platform's signature over a body; `timestamp` in Unix seconds. */
export async function signedHeaders(
  body: string,
  timestamp: number = Math.floor(Date.now() / 1000),
): Promise<Record<string, string>> {
  const { privateKey } = platform
  return { ...(await signMessage({ body: utf8(body), serialNo: platformSerial, privateKey, timestamp })) }
}

/** A success with the platform's signature. */
export async function success(body: string = done, change: Record<string, string> = {}): Promise<Response> {
  return new Response(body, { headers: { ...(await signedHeaders(body)), ...change } })
}

export function failure(status: number, code?: string, headers: Record<string, string> = {}): Response {
  return new Response(code === undefined ? '<html>' : JSON.stringify({ code, message: '…' }), {
    status,
    headers,
  })
}

/** An endpoint that may, or may not, be repeated. */
export const endpointOf = (retry: Endpoint<object, undefined>['retry']): Endpoint<object, undefined> =>
  defineEndpoint({
    name: retry,
    method: 'POST',
    caller: 'mchid',
    path: '/v3/x',
    retry,
    input: v.strictObject({}),
  })

export interface Setup {
  readonly client: Client
  /** What the client waited, in milliseconds. */
  readonly waits: number[]
  readonly events: AttemptEvent[]
  /** Moves the client's clock. */
  pass(ms: number): void
}

/** A client whose waiting takes no time, with the largest back-off. */
export function setup(options: Partial<ClientOptions> = {}): Setup {
  let time = 0
  const waits: number[] = []
  const events: AttemptEvent[] = []
  const client = createClient({
    signer,
    verifier,
    clock: () => time,
    random: () => 1,
    observe: (event) => events.push(event),
    async wait(ms) {
      waits.push(ms)
      time += ms
    },
    ...options,
  })
  return {
    client,
    waits,
    events,
    pass(ms) {
      time += ms
    },
  }
}
