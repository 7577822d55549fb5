// The callback, the request and the response that every contender works on, signed with the keys of the fixtures.
import { verifyAuthorization } from '@wxdp/auth/platform'
import { keys, utf8 } from '@wxdp-internal/fixtures'
import {
  planChange,
  planChangeEnvelope,
  signedCallback,
  signedHeaders,
} from '@wxdp-internal/fixtures/messages'

export interface SignedMessage {
  /** In lower case, as `node:http` passes them. */
  readonly headers: Readonly<Record<string, string>> & {
    readonly 'wechatpay-timestamp': string
    readonly 'wechatpay-nonce': string
    readonly 'wechatpay-signature': string
    readonly 'wechatpay-serial': string
  }
  readonly body: Uint8Array
}

export interface Envelope {
  readonly resource: {
    readonly ciphertext: string
    readonly nonce: string
    readonly associated_data: string
  }
}

export const planId = '1200000000000000000000000012000'
const change = { ...planChange, plan_id: planId }

/** Whether this is the resource of the callback. */
export function isChange(resource: unknown): boolean {
  return JSON.stringify(resource) === JSON.stringify(change)
}

/** A callback with the size, the fields and the headers of the one on page 4016168699. */
export async function makeCallback(id = 'EV-2018022511223320873'): Promise<SignedMessage> {
  const body = await planChangeEnvelope({ id, resource: change })
  const headers = {
    host: 'pay.example.com',
    'user-agent': 'Mozilla/4.0',
    accept: '*/*',
    'content-length': String(utf8(body).length),
    'request-id': '08F78BB5AF0610D302189F99DD5C20BA56F89845-0',
  }
  return (await signedCallback(body, { headers })) as SignedMessage
}

/** The input of page 4016184598. */
export const input = {
  sp_mchid: keys.merchant.mchid,
  notify_url: 'https://pay.example.com/wechatpay/plans',
}
export const method = 'POST'
export const target: string = `/v3/marketing/partner/delivery-plan/${input.sp_mchid}/notify-url`
export const payload = { notify_url: input.notify_url }

/** Whether this is an Authorization for that request. */
export function isAuthorization(value: unknown): Promise<boolean> {
  const request = { method, target, body: utf8(JSON.stringify(payload)) }
  const findKey = (): string => keys.merchant.publicKey
  return verifyAuthorization({ ...request, authorization: String(value), findKey }).then(
    () => true,
    () => false,
  )
}

/** A success for that request, with WeChat Pay's signature. One serves for every call of a question. */
export async function makeResponse(): Promise<SignedMessage> {
  const body = utf8(JSON.stringify(payload))
  const headers = await signedHeaders(body, { headers: { 'content-type': 'application/json' } })
  return { headers, body } as SignedMessage
}

/** Whether this is the content of that response. */
export function isResponse(output: unknown): boolean {
  return JSON.stringify(output) === JSON.stringify(payload)
}

type Host = { readonly setImmediate?: (done: () => void) => unknown }
const { setImmediate: later } = globalThis as Host

/** A transport that takes one turn of the event loop if it can, as every real one does at least. */
export function transport({ headers, body }: SignedMessage): (request: unknown) => Promise<Response> {
  return async () => {
    if (later) await new Promise<void>((resolve) => void later(resolve))
    return new Response(body as Uint8Array<ArrayBuffer>, { status: 200, headers })
  }
}
