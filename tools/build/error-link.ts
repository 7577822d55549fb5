// Where the site explains errors, from the homepage in the root's package.json: messages of errors end with it and the
// code in lower case. `tools/release/set-home.ts` sets the homepage.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const { homepage } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))

export const errorLink = ` ${homepage}/errors#`

/** For the `define` of a bundler or of vitest. */
export const define: Readonly<Record<string, string>> = { ERROR_LINK: JSON.stringify(errorLink) }
