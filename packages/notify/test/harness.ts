import { createVerifier } from '@wxdp/auth'
import { sealResource, signMessage } from '@wxdp/auth/platform'
import { apiV3Key, platformSerial, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'

export const platform: { privateKey: string; publicKey: string } = freshKeyPair()
export const verifier: ReturnType<typeof createVerifier> = createVerifier({
  keys: { [platformSerial]: platform.publicKey },
})

export const change = {
  plan_id: '12000',
  plan_state: 'DELIVERING',
  audit_state: 'PASSED',
  change_reason: '审核通过',
  modify_time: '2026-03-23T10:29:35.120+08:00',
}

/** The body of a callback as WeChat Pay writes it. */
export async function envelope(
  id = 'EV-1',
  resource: unknown = change,
  envelopeChange: object = {},
): Promise<string> {
  const sealed = await sealResource(apiV3Key, utf8(JSON.stringify(resource)), {
    associatedData: 'delivery_plan',
  })
  return JSON.stringify({
    id,
    create_time: '2026-03-23T10:29:36+08:00',
    event_type: 'DELIVERY_PLAN.CHANGE',
    resource_type: 'encrypt-resource',
    summary: '投放计划状态变更',
    resource: { ...sealed, original_type: 'delivery_plan' },
    ...envelopeChange,
  })
}

/** Signature headers over a body, in lower case; `undefined` in a change leaves one out. */
export async function signature(
  body: string | Uint8Array,
  headerChange: Record<string, string | undefined> = {},
): Promise<Record<string, string>> {
  const bytes = typeof body === 'string' ? utf8(body) : body
  const signed = await signMessage({ body: bytes, serialNo: platformSerial, privateKey: platform.privateKey })
  const headers: Record<string, string | undefined> = { 'content-type': 'application/json' }
  for (const [name, value] of Object.entries(signed)) headers[name.toLowerCase()] = value
  for (const [name, value] of Object.entries(headerChange)) headers[name] = value
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

/** A callback as a Request, genuine unless told otherwise. */
export async function callback(
  body: string | Uint8Array,
  headerChange: Record<string, string | undefined> = {},
): Promise<Request> {
  const headers = await signature(body, headerChange)
  return new Request('https://pay.example.com/wechatpay/plans', {
    method: 'POST',
    headers,
    body: body as BodyInit,
  })
}

/** A promise and the functions that settle it. */
export function deferred(): {
  promise: Promise<void>
  resolve: () => void
  reject: (reason: unknown) => void
} {
  let resolve: () => void = () => {}
  let reject: (reason: unknown) => void = () => {}
  const promise = new Promise<void>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
