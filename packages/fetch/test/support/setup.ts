// A client for tests: its clock moves only while it waits, and its verifier accepts the responses made here.
import { createSigner, createVerifier, type Signer, type Verifier } from '@wxdp/auth'
import { defineEndpoint, type Endpoint } from '@wxdp/core'
import type { SetNotifyUrlInput } from '@wxdp/core/partner'
import {
  type AttemptEvent,
  type Client,
  type ClientOptions,
  createClient,
  type FetchFunction,
} from '@wxdp/fetch'
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
/** What `setNotifyUrl` returns for {@link input}. */
export const output: { readonly notify_url: string } = { notify_url: input.notify_url }
export const successBody: string = JSON.stringify(output)
/** The signature of a probe. */
export const probe: string = `WECHATPAY/SIGNTEST/${'A'.repeat(325)}`

/** A success response with WeChat Pay's signature. */
export function success(body: string = successBody, headers: HeaderChanges = {}): Promise<Response> {
  return signedResponse(body, { headers })
}

/** An unsigned error response; without a code, HTML. */
export function failure(status: number, code?: string, headers: Record<string, string> = {}): Response {
  const body = code === undefined ? '<html>' : JSON.stringify({ code, message: '…' })
  return new Response(body, { status, headers })
}

/** A transport whose connections fail. */
export const broken: FetchFunction = () => Promise.reject(new TypeError('fetch failed'))

/** A transport that never responds. */
export const silent: FetchFunction = () => new Promise(() => {})

/** An endpoint with this retry policy. */
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
  /** How long the client waited each time, in milliseconds. */
  readonly waits: number[]
  readonly events: AttemptEvent[]
  /** Moves the client's clock forward. */
  advance(ms: number): void
}

/** A client that waits without delay, and takes the longest pauses. */
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
    advance(ms) {
      time += ms
    },
  }
}

/** The error of a call that must fail. */
export async function errorOf<Failure = { readonly code: string }>(call: Promise<unknown>): Promise<Failure> {
  try {
    await call
  } catch (error) {
    return error as Failure
  }
  throw new Error('Expected the call to fail, but it succeeded.')
}
