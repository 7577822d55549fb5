/**
 * What can go wrong with a response.
 *
 * | fault | what the caller sees |
 * | --- | --- |
 * | `timeout` | no response |
 * | `reset` | the connection is reset |
 * | `slowBody` | one byte of the body a second |
 * | `truncatedBody` | half of the body, then the connection ends |
 * | `429` | `RATELIMIT_EXCEEDED` |
 * | `500` | `SYSTEM_ERROR` |
 * | `502` | an HTML page of a gateway |
 * | `html` | an HTML page with status 200, as a proxy sends it |
 * | `unsigned` | no `Wechatpay-*` headers |
 * | `wrongSignature` | a signature that does not belong to the body |
 * | `stale` | a signature of ten minutes ago |
 * | `wrongSerial` | a `Wechatpay-Serial` that belongs to no key |
 * | `probe` | a signature probe (签名探测流量) |
 */
export type Fault =
  | 'timeout'
  | 'reset'
  | 'slowBody'
  | 'truncatedBody'
  | 429
  | 500
  | 502
  | 'html'
  | 'unsigned'
  | 'wrongSignature'
  | 'stale'
  | 'wrongSerial'
  | 'probe'

/** Which calls a fault meets. */
export interface FaultRule {
  readonly fault: Fault
  /** Calls of this endpoint only. The endpoints of `@wxdp/core` fit. Default: all calls. */
  readonly endpoint?: { readonly method: string; readonly path: string }
  /** Only the n-th of these calls, from 1. Default: each. */
  readonly nth?: number
  /** The chance for each of these calls, from 0 to 1; `rng` decides. Default 1. */
  readonly rate?: number
  /**
   * Whether the call takes effect before the fault, as when a response is lost. Default: `true` for `timeout` and `reset`,
   * `false` for 429, 500, 502 and `html`. With the others, which change a response, a call always takes effect.
   */
  readonly takesEffect?: boolean
}

/** Faults that change a response. */
export type Damage = Extract<
  Fault,
  'slowBody' | 'truncatedBody' | 'unsigned' | 'wrongSignature' | 'stale' | 'wrongSerial' | 'probe'
>

const damages: readonly Fault[] = [
  ...(['slowBody', 'truncatedBody', 'unsigned'] as const),
  ...(['wrongSignature', 'stale', 'wrongSerial', 'probe'] as const),
]

export const faults: readonly Fault[] = ['timeout', 'reset', ...damages, 429, 500, 502, 'html']

export function isDamage(fault: Fault): fault is Damage {
  return damages.includes(fault)
}

export function takesEffect({ fault, takesEffect }: FaultRule): boolean {
  return takesEffect ?? (fault === 'timeout' || fault === 'reset')
}
