// Requests without the client: the sandbox itself must be strict.
import type { Signer } from '@wxdp/auth'
import type { OwnKeySandbox } from '@wxdp/sandbox'
import { keys, utf8 } from '@wxdp-internal/fixtures'

export interface CallResponse {
  readonly status: number
  /** Empty for a 204. */
  readonly body: Readonly<Record<string, unknown>>
  readonly headers: Headers
}

/** Signs and sends a request as documented. A body that is not a string is sent as JSON. */
export type Call = (
  method: string,
  target: string,
  body?: unknown,
  headers?: HeadersInit,
) => Promise<CallResponse>

export const paths = {
  partner: '/v3/marketing/partner/delivery-plan',
  brand: '/brand/marketing/delivery-plan',
} as const

/** Calls as the sandbox's service provider or as its brand; a caller that brought a key has the sample key pair. */
export async function callerOf(box: OwnKeySandbox, kind: keyof typeof paths): Promise<Call> {
  const caller = kind === 'partner' ? box : box.brand
  const credentials = await (kind === 'partner' ? box.credentials : box.brand.credentials())
  const own = 'privateKey' in credentials ? undefined : { privateKey: keys.merchant.privateKey }
  const { signer } = await caller.clientOptions(own)
  return callWith({ fetch: box.fetch, signer, platformSerial: credentials.platformSerial })
}

/** Signs with any signer. */
export function callWith(
  caller: Pick<OwnKeySandbox, 'fetch'> & { signer: Signer; platformSerial: string },
): Call {
  const { fetch, signer, platformSerial } = caller
  return async (method, target, sent, changes) => {
    const body = sent === undefined || typeof sent === 'string' ? (sent ?? '') : JSON.stringify(sent)
    const headers = new Headers({
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'User-Agent': 'test',
      'Wechatpay-Serial': platformSerial,
      Authorization: await signer.authorize({ method, target, body: utf8(body) }),
    })
    for (const [name, value] of new Headers(changes)) {
      if (value === '') headers.delete(name)
      else headers.set(name, value)
    }
    const response = await fetch(
      new Request(`https://api.mch.weixin.qq.com${target}`, {
        method,
        headers,
        body: method === 'GET' ? null : body,
      }),
    )
    const text = await response.text()
    return {
      status: response.status,
      body: text === '' ? {} : JSON.parse(text),
      headers: response.headers,
    }
  }
}

/** Status, code, field and number of a response, as one string. */
export function fault({ status, body, headers }: CallResponse): string {
  const { field } = (body.detail ?? {}) as { field?: string }
  return [status, body.code, field, causeOf(headers)].filter((part) => part !== undefined).join(' ')
}

/** The number that ends the Request-ID, if there is one. */
export function causeOf(headers: Headers): string | undefined {
  const number = headers.get('request-id')?.split('-').at(-1)
  return number === '0' ? undefined : number
}
