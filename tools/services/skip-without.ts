import { beforeEach } from 'vitest'

/**
 * Skips the tests of the file, or of the `describe` that calls it. `reporter.ts` prints the reason last.
 *
 * @param part The result of a `find…` function; `undefined` means that it is missing.
 */
export function skipWithout(part: unknown, name: string): void {
  beforeEach(({ skip }) => skip(part === undefined, `${name} is not on this machine`))
}
