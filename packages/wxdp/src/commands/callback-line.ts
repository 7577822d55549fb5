import type { PlanChange } from '@wxdp/core'
import type { CouponSent } from '@wxdp/core/coupon'
import { withoutLinks } from '../errors.ts'
import type { Examined } from '../inbound/examine.ts'
import type { Reply } from '../sandbox/post.ts'
import { plain } from '../terminal/plain.ts'
import type { Screen } from '../terminal/screen.ts'

/** A callback that was received. */
export interface Seen {
  readonly examined: Examined
  /** What the receiver responded to which it was forwarded. */
  readonly reply: Reply | undefined
  /** Milliseconds since 1970. */
  readonly now: number
}

/** One callback for programs, without what only a person needs. `wxdp reconcile --since` reads it. */
export function callbackRecord({ examined, reply, now }: Seen): object {
  const { event, content, outcome } = examined
  return {
    time: new Date(now).toISOString(),
    verified: content !== undefined,
    outcome: content?.isDuplicate ? 'duplicate' : event.outcome,
    code: event.code ?? null,
    id: event.id ?? null,
    event_type: event.eventType ?? null,
    kind: content?.kind ?? null,
    resource: content?.resource ?? null,
    age_ms: content ? now - content.signedAt : null,
    duplicate: content?.isDuplicate ?? null,
    status: outcome.status,
    ...(reply && {
      forwarded:
        'error' in reply ? { error: reply.error, ms: reply.ms } : { status: reply.status, ms: reply.ms },
    }),
  }
}

/** One callback for people. */
export function callbackLine({ examined, reply, now }: Seen, screen: Screen): string[] {
  const { style } = screen
  const { event, content, outcome } = examined
  const time = style('dim', new Date(now).toISOString().slice(11, 19))
  const parts = content ? genuineParts(examined, now, screen) : [refusal(examined, screen)]
  const mark = content
    ? style('green', '✓')
    : event.outcome === 'probe'
      ? style('dim', '-')
      : style('red', '✗')
  const end = reply ? forwarding(reply, screen) : `HTTP ${outcome.status}`
  const lines = [`${time} ${mark} ${[...parts, end].join(', ')}`]
  if (screen.isVerbose && content) lines.push(`  ${plain(JSON.stringify(content.resource))}`)
  return lines
}

function forwarding(reply: Reply, { say }: Screen): string {
  const result = 'error' in reply ? reply.error : `HTTP ${reply.status}`
  return say({
    en: `forwarded: ${result}, ${reply.ms} ms`,
    zh: `已转发：${result}，${reply.ms} 毫秒`,
  })
}

function genuineParts({ event, content }: Examined, now: number, { say }: Screen): string[] {
  const { kind, resource, signedAt, isDuplicate } = content as NonNullable<Examined['content']>
  const seconds = Math.round((now - signedAt) / 1000)
  const parts = [plain(event.eventType ?? kind)]
  if (kind === 'planChange') {
    const { plan_id, plan_state, audit_state, change_reason } = resource as PlanChange
    parts.push(
      say({
        en: `plan ${plain(plan_id)} is ${plain(plan_state)}, audit ${plain(audit_state)} (${plain(change_reason)})`,
        zh: `计划 ${plain(plan_id)}：${plain(plan_state)}，审核 ${plain(audit_state)}（${plain(change_reason)}）`,
      }),
    )
  }
  if (kind === 'couponSent') {
    const { coupon_code, stock_id } = resource as CouponSent
    parts.push(
      say({
        en: `coupon ${plain(coupon_code)} of batch ${plain(stock_id)} waits to be confirmed`,
        zh: `批次 ${plain(stock_id)} 的券 ${plain(coupon_code)} 等待确认`,
      }),
    )
  }
  parts.push(say({ en: `signed ${seconds} s ago`, zh: `${seconds} 秒前签名` }))
  if (isDuplicate) parts.push(say({ en: 'a duplicate', zh: '重复通知' }))
  return parts
}

function refusal({ event }: Examined, { say }: Screen): string {
  if (event.outcome === 'probe') return say({ en: 'a signature probe', zh: '签名探测流量' })
  const { message } = Object(event.error) as { readonly message?: unknown }
  const code = event.code ?? event.outcome
  return plain(typeof message === 'string' ? `${code}: ${withoutLinks(message).replace(/\.$/, '')}` : code)
}
