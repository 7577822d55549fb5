import { ProgramError } from '../errors.ts'
import { plain } from '../terminal/plain.ts'
import type { Context } from './context.ts'

/**
 * The value of a flag that takes a number.
 *
 * @throws {ProgramError} `WXDP_USAGE`
 */
export function requireCount(
  { screen }: Context,
  flag: string,
  value: unknown,
  { usual, most = Number.MAX_SAFE_INTEGER }: { readonly usual: number; readonly most?: number },
): number {
  if (value === undefined) return usual
  const count = /^\d{1,15}$/.test(String(value)) ? Number(value) : Number.NaN
  if (count <= most) return count
  const upTo = most === Number.MAX_SAFE_INTEGER ? undefined : most
  throw new ProgramError(
    'WXDP_USAGE',
    screen.say({
      en: `${flag} must be a number${upTo === undefined ? '' : ` from 0 to ${upTo}`}.`,
      zh: `${flag} 必须是${upTo === undefined ? '' : ` 0 到 ${upTo} 的`}数字。`,
    }),
  )
}

/**
 * The value of an argument that is a URL.
 *
 * @throws {ProgramError} `WXDP_USAGE`
 */
export function requireUrl({ screen }: Context, url: string): string {
  if (/^https?:\/\/./.test(url) && URL.canParse(url)) return url
  throw new ProgramError(
    'WXDP_USAGE',
    screen.say({
      en: `${plain(url)} is not an absolute http or https URL.`,
      zh: `${plain(url)} 不是完整的 http 或 https 地址。`,
    }),
  )
}
