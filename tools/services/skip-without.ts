import { beforeEach } from 'vitest'

/**
 * Skips the tests of the file, or of the `describe` that calls it, and says why; `reporter.ts` repeats it last.
 *
 * @param part What `find…` gave; `undefined` is missing.
 */
export function skipWithout(part: unknown, name: string): void {
  beforeEach(({ skip }) => skip(part === undefined, `${name} is not on this machine`))
}
