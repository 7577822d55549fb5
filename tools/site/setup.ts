// Builds the site once for all tests, as a host with a path of its own gets it, and serves it.
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildSite } from './support/build-site.ts'
import { serve } from './support/serve.ts'

export const base = '/wxdp/'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the built site. */
    readonly folder: string
    /** Its address, without the path. */
    readonly origin: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = join(import.meta.dirname, '.tmp', 'site')
  await buildSite(folder, { WXDP_SITE: base })
  const served = await serve(folder, base)
  project.provide('folder', folder)
  project.provide('origin', served.url)
  return served.close
}
