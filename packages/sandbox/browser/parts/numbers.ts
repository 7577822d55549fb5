import { t } from '../texts.ts'

/** `20,000` */
export function count(n: number): string {
  return n.toLocaleString('en')
}

/** `12 of 20,000`, or `12` without a limit. */
export function countOf(n: number, limit: number | undefined): string {
  return limit === undefined ? count(n) : t('countOf', { n: count(n), limit: count(limit) })
}
