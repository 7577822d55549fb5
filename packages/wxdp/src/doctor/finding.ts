import { explainCode } from '@wxdp/core'
import { explainLines } from '../language/explain-lines.ts'
import type { Text } from '../language/language.ts'

/** What one check found. */
export interface Finding {
  /** Stable name of the check. */
  readonly check: CheckName
  /** Only a `fault` makes the program exit with 1. */
  readonly status: 'well' | 'warning' | 'fault' | 'skipped'
  /** Of several lines if several things are wrong. */
  readonly text: Text
  readonly remedy?: Text
}

export type CheckName =
  | 'caller'
  | 'private_key'
  | 'certificate'
  | 'serial_no'
  | 'key_pair'
  | 'api_v3_key'
  | 'platform_key'
  | 'permissions'
  | 'notify_url'
  | 'host'
  | 'clock'
  | 'call'
  | 'echo'
  | 'echo_callback'
  | 'plan'
  | 'coupon'
  | 'coupon_type'
  | 'batch'
  | 'usage_methods'
  | 'max_count'
  | 'times'
  | 'plan_end'
  | 'code_mode'
  | 'authorities'
  | 'coupon_notify_url'
  | 'plan_notify_url'
  | 'file'

export function well(check: CheckName, en: string, zh: string): Finding {
  return { check, status: 'well', text: { en, zh } }
}

export function skipped(check: CheckName, en: string, zh: string): Finding {
  return { check, status: 'skipped', text: { en, zh } }
}

export function fault(check: CheckName, text: Text, remedy?: Text): Finding {
  return { check, status: 'fault', text, ...(remedy && { remedy }) }
}

/** What `explain` says about the error of a call, in lines. */
export function textOf(error: unknown): Text {
  return { en: explainLines(error, 'en').join('\n'), zh: explainLines(error, 'zh').join('\n') }
}

/** A fault by an error of the packages. Its message shows no secret, and holds the remedy, in English. */
export function faultBy(check: CheckName, error: unknown, name?: string): Finding {
  const { code, message } = error as { readonly code?: string; readonly message: string }
  const subject = name === undefined ? '' : `${name}: `
  const chinese = code === undefined ? undefined : explainCode(code, { language: 'zh' })?.split('\n')[0]
  return fault(check, {
    en: `${subject}${message}`,
    zh: chinese ? `${subject}${chinese} 原始信息：${message}` : `${subject}${message}`,
  })
}
