// The other side of a client, as a test wants it: a clock that moves when the client waits, answers that the
// verifier believes.
import { createSigner, createVerifier, type Signer, type Verifier } from '@wxdp/auth'
import { defineEndpoint, type Endpoint } from '@wxdp/core'
import type { SetNotifyUrlInput } from '@wxdp/core/partner'
import { type AttemptEvent, type Client, type ClientOptions, createClient } from '@wxdp/fetch'
import { keys } from '@wxdp-internal/fixtures'
import { type HeaderChanges, signedResponse } from '@wxdp-internal/fixtures/messages'
import * as v from 'valibot'

export const mchid: string = keys.merchant.mchid

export const signer: Signer = createSigner(keys.merchant)
export const verifier: Verifier = createVerifier({
  keys: { [keys.platform.serialNo]: keys.platform.publicKey },
})
export const input: SetNotifyUrlInput = {
  sp_mchid: mchid,
  notify_url: 'https://pay.example.com/wechatpay/plans',
}
export const done: string = JSON.stringify({ notify_url: input.notify_url })
export const probe: string = `WECHATPAY/SIGNTEST/${'A'.repeat(325)}`

/** A success with the platform's signature. */
export function success(body: string = done, headers: HeaderChanges = {}): Promise<Response> {
  return signedResponse(body, { headers })
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
