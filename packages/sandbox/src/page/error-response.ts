import type { Context } from 'hono'
import { SandboxError, type SandboxErrorCode } from '../errors.ts'

type Status = 400 | 403 | 404 | 409 | 500

const statuses: Partial<Record<SandboxErrorCode, Status>> = {
  SANDBOX_HOST_REFUSED: 403,
  SANDBOX_ORIGIN_REFUSED: 403,
  SANDBOX_PLAN_UNKNOWN: 404,
  SANDBOX_COUPON_UNKNOWN: 404,
  SANDBOX_CALLBACK_UNKNOWN: 404,
  SANDBOX_NOT_FOUND: 404,
  SANDBOX_STEP_IMPOSSIBLE: 409,
  SANDBOX_NOTIFY_URL_MISSING: 409,
}

/** What went wrong, as `{ code, message }`. What is not a `SandboxError` was thrown by a function of the user's. */
export function toErrorResponse(error: unknown, { json }: Pick<Context, 'json'>): Response {
  if (error instanceof SandboxError) {
    const { code, message } = error
    return json({ code, message }, statuses[code] ?? 400)
  }
  console.error('@wxdp/sandbox: the control failed:', error)
  return json({ code: 'SYSTEM_ERROR', message: String(error) }, 500)
}
