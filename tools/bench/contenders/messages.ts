// The callback and the request that every contender works on. Signed with the published sample key, and now: each
// contender's clock is the machine's own.
import { sealResource, signMessage, verifyAuthorization } from '@wxdp/auth/platform'
import { apiV3Key, platformSerial, privateKey, publicKey, utf8 } from './keys.ts'

/** A callback as `node:http` presents one: names in lower case, the body as bytes. */
export interface Callback {
  readonly headers: Readonly<Record<string, string>> & SignatureHeaders
  readonly body: Uint8Array
}

export interface SignatureHeaders {
  readonly 'wechatpay-timestamp': string
  readonly 'wechatpay-nonce': string
  readonly 'wechatpay-signature': string
  readonly 'wechatpay-serial': string
}

export interface Envelope {
  readonly resource: {
    readonly ciphertext: string
    readonly nonce: string
    readonly associated_data: string
  }
}

export const planId = '1200000000000000000000000012000'

const change = {
  plan_id: planId,
  plan_state: 'DELIVERING',
  audit_state: 'PASSED',
  change_reason: '审核通过',
  modify_time: '2026-03-23T10:29:35.120+08:00',
}

/** Whether this is what the callback has sealed. */
export function isChange(resource: unknown): boolean {
  return JSON.stringify(resource) === JSON.stringify(change)
}

/** A callback of page 4016168699, of its size and with its fields. */
export async function makeCallback(id = 'EV-2018022511223320873'): Promise<Callback> {
  const sealed = await sealResource(apiV3Key, utf8(JSON.stringify(change)), {
    associatedData: 'delivery_plan',
  })
  const body = utf8(
    JSON.stringify({
      id,
      create_time: '2026-03-23T10:29:36+08:00',
      event_type: 'DELIVERY_PLAN.CHANGE',
      resource_type: 'encrypt-resource',
      summary: '投放计划状态变更',
      resource: { ...sealed, original_type: 'delivery_plan' },
    }),
  )
  const headers = {
    host: 'pay.example.com',
    'user-agent': 'Mozilla/4.0',
    accept: '*/*',
    'content-type': 'application/json',
    'content-length': String(body.length),
    'request-id': '08F78BB5AF0610D302189F99DD5C20BA56F89845-0',
    ...(await signedHeaders(body)),
  }
  return { headers, body }
}

/** WeChat Pay's signature over a body, of this second. */
export async function signedHeaders(body: Uint8Array): Promise<SignatureHeaders & Record<string, string>> {
  const signed = await signMessage({ body, serialNo: platformSerial, privateKey })
  return {
    'wechatpay-timestamp': signed['Wechatpay-Timestamp'],
    'wechatpay-nonce': signed['Wechatpay-Nonce'],
    'wechatpay-signature': signed['Wechatpay-Signature'],
    'wechatpay-signature-type': signed['Wechatpay-Signature-Type'],
    'wechatpay-serial': signed['Wechatpay-Serial'],
  }
}

/** What is asked of the platform: the notify URL of page 4016184598. */
export const input = { sp_mchid: '1900007291', notify_url: 'https://pay.example.com/wechatpay/plans' }
export const method = 'POST'
export const target = `/v3/marketing/partner/delivery-plan/${input.sp_mchid}/notify-url`
export const payload = { notify_url: input.notify_url }

/** Whether this is the Authorization of that request; the sample key stands for both sides. */
export async function isAuthorized(authorization: unknown): Promise<boolean> {
  const request = { method, target, body: utf8(JSON.stringify(payload)) }
  const check = { ...request, authorization: String(authorization), findKey: () => publicKey }
  return verifyAuthorization(check).then(
    () => true,
    () => false,
  )
}

/** The platform's answer to that request, signed: an answer for every call of a question. */
export interface Answer {
  readonly headers: SignatureHeaders & Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

export async function makeAnswer(): Promise<Answer> {
  const body = Uint8Array.from(utf8(JSON.stringify(payload)))
  return { headers: { 'content-type': 'application/json', ...(await signedHeaders(body)) }, body }
}

type Host = { readonly setImmediate?: (done: () => void) => unknown }
const { setImmediate: later } = globalThis as Host

/** A transport that takes one turn of the event loop, where it can: it makes the Response that any fetch makes. */
export function transport({ headers, body }: Answer): (request: Request) => Promise<Response> {
  return async () => {
    if (later) await new Promise<void>((resolve) => void later(resolve))
    return new Response(body, { status: 200, headers })
  }
}

/** Whether this is the answer's content. */
export function isAnswer(output: unknown): boolean {
  return JSON.stringify(output) === JSON.stringify(payload)
}
