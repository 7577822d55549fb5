import type { Check } from './check.ts'
import { codes } from './codes.ts'
import { containers } from './containers.ts'
import { docstrings } from './docstrings.ts'
import { endpoints } from './endpoints.ts'
import { errors } from './errors.ts'
import { exports } from './exports.ts'
import { layers } from './layers.ts'
import { licenses } from './licenses.ts'
import { links } from './links.ts'
import { neutral } from './neutral.ts'
import { packaging } from './packaging.ts'
import { security } from './security.ts'
import { shaking } from './shaking.ts'
import { sizes } from './sizes.ts'
import { snippets } from './snippets.ts'
import { words } from './words.ts'
import { workflows } from './workflows.ts'

/** Each has a file of planted faults in `test/`. */
export const checks: Readonly<Record<string, Check>> = {
  layers,
  neutral,
  docstrings,
  codes,
  endpoints,
  errors,
  exports,
  packaging,
  sizes: (root) => sizes(root),
  shaking: (root) => shaking(root),
  snippets,
  links,
  words,
  security,
  workflows,
  containers,
  licenses,
}
