// Requests that differ from the documented form in one respect.
import { createSigner } from '@wxdp/auth'
import { createSandbox, type OwnKeySandbox, type Sandbox } from '@wxdp/sandbox'
import { keys, utf8 } from '@wxdp-internal/fixtures'

export const url = 'https://pay.example.com/plans'
const ok = (): Promise<Response> => Promise.resolve(new Response(null, { status: 204 }))
export const sandbox: Sandbox = await createSandbox({ deliver: ok })
const { credentials } = sandbox
export const path: string = `/v3/marketing/partner/delivery-plan/${credentials.mchid}/notify-url`

export interface Change {
  method?: string
  target?: string
  body?: string
  headers?: Record<string, string | undefined>
  now?: () => number
  as?: { mchid?: string; serialNo?: string; privateKey?: string }
  /** What is sent instead of what was signed. */
  instead?: { body?: string; target?: string }
}

/** Signs a request as documented, then changes it. */
export async function send(
  change: Change = {},
  box: OwnKeySandbox = sandbox,
): Promise<{ status: number; body: Record<string, unknown>; response: Response }> {
  const {
    method = 'POST',
    target = path,
    body = JSON.stringify({ notify_url: url }),
    now = Date.now,
  } = change
  const signer = createSigner({ privateKey: keys.merchant.privateKey, ...box.credentials, ...change.as, now })
  const headers = new Headers({
    Accept: 'application/json',
    'Content-Type': 'application/json',
    'User-Agent': 'test',
    Authorization: await signer.authorize({ method, target, body: utf8(body) }),
  })
  for (const [name, value] of Object.entries(change.headers ?? {})) {
    if (value === undefined) headers.delete(name)
    else headers.set(name, value)
  }
  const sent = { body, target, ...change.instead }
  const response = await box.fetch(
    new Request(`https://api.mch.weixin.qq.com${sent.target}`, {
      method,
      headers,
      body: method === 'GET' ? null : sent.body,
    }),
  )
  return {
    status: response.status,
    body: (await response.clone().json()) as Record<string, unknown>,
    response,
  }
}
