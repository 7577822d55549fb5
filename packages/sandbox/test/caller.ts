// Requests made without the client: the sandbox must be strict by itself.
import { createSigner, type SignerIdentity } from '@wxdp/auth'
import type { Sandbox } from '@wxdp/sandbox'
import { merchant, utf8 } from '@wxdp-internal/fixtures'

export interface Answer {
  readonly status: number
  /** Empty for a 204. */
  readonly body: Readonly<Record<string, unknown>>
  readonly headers: Headers
}

/** Signs and sends as documented; a body that is no text is written as JSON. */
export type Ask = (method: string, target: string, body?: unknown, headers?: HeadersInit) => Promise<Answer>

export const paths = {
  partner: '/v3/marketing/partner/delivery-plan',
  brand: '/brand/marketing/delivery-plan',
} as const

/** Speaks as the sandbox's service provider or as its brand. */
export async function callerOf(
  box: Sandbox,
  kind: keyof typeof paths,
  now: () => number = Date.now,
): Promise<Ask> {
  const { serialNo, privateKey, platformSerial } = kind === 'partner' ? box.credentials : await box.brand()
  const identity: SignerIdentity =
    kind === 'partner' ? { mchid: box.credentials.mchid } : { brandId: box.credentials.brandId }
  const signer = createSigner({ ...identity, serialNo, privateKey: privateKey ?? merchant.privateKey, now })
  return async (method, target, sent, more) => {
    const body = sent === undefined || typeof sent === 'string' ? (sent ?? '') : JSON.stringify(sent)
    const headers = new Headers({
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'User-Agent': 'test',
      'Wechatpay-Serial': platformSerial,
      Authorization: await signer.authorize({ method, target, body: utf8(body) }),
    })
    for (const [name, value] of new Headers(more)) {
      if (value === '') headers.delete(name)
      else headers.set(name, value)
    }
    const response = await box.fetch(
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

/** The code of a refusal, and the field that it names. */
export function fault({ status, body }: Answer): string {
  const { field } = (body.detail ?? {}) as { field?: string }
  return [status, body.code, field].filter((part) => part !== undefined).join(' ')
}
