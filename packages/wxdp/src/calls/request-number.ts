import { randomBytes } from 'node:crypto'

/**
 * A new `out_request_no`: what it is for, when it was made (UTC), and chance.
 *
 * @param now Milliseconds since 1970.
 */
export function createRequestNumber(use: string, now: number): string {
  const time = new Date(now).toISOString().replace(/\D/g, '').slice(0, 14)
  return `${use}-${time}-${randomBytes(4).toString('hex')}`
}
