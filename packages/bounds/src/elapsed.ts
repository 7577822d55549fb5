/**
 * Milliseconds of a clock that only moves forward. Where the host has no `performance`, as some edges, it is the wall
 * clock.
 *
 * @example
 * import { elapsed } from '@wxdp/bounds'
 *
 * const start = elapsed()
 * console.log(elapsed() - start)
 */
export function elapsed(): number {
  return (globalThis.performance ?? Date).now()
}
