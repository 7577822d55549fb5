// A bundle that uses one endpoint contains no other.
import { gzipSync } from 'node:zlib'
import { bundle } from './bundle.ts'
import type { Report } from './check.ts'

type Definitions = Readonly<Record<string, { readonly path: string; readonly method: string }>>

const entryPoints = ['partner', 'brand', 'security', 'partner/coupon', 'brand/coupon'] as const

export async function shaking(_root: string, use = one): Promise<Report> {
  const endpoints = (
    await Promise.all(
      entryPoints.map(async (entryPoint) => {
        const definitions: Definitions = await import(/* @vite-ignore */ `@wxdp/core/${entryPoint}`)
        return Object.entries(definitions)
          .filter(([, { path }]) => path !== undefined)
          .map(([name, { path }]) => ({ entryPoint, name, path }))
      }),
    )
  ).flat()
  const paths = new Set(endpoints.map(({ path }) => path))
  const violations: string[] = []
  const sizes: number[] = []
  for (const { entryPoint, name, path } of endpoints) {
    const code = await bundle(use(entryPoint, name))
    sizes.push(gzipSync(code, { level: 9 }).length)
    if (!holds(code, path))
      violations.push(`${entryPoint}.${name}: its bundle does not hold ${path}; look at this check.`)
    for (const other of paths) {
      if (other !== path && holds(code, other)) {
        violations.push(`${entryPoint}.${name}: its bundle holds ${other}, too. Mark what makes it as pure.`)
      }
    }
  }
  const looked = `${endpoints.length} endpoints, each alone ${Math.min(...sizes)} to ${Math.max(...sizes)} B (gzip)`
  return { looked, violations }
}

function one(entryPoint: string, name: string): string {
  return `import { toRequest } from '@wxdp/core'
import { ${name} } from '@wxdp/core/${entryPoint}'
export const request = (input) => toRequest(${name}, input)`
}

/** Compares whole strings: the path of one endpoint can be the beginning of another. */
function holds(code: string, path: string): boolean {
  return ['"', "'", '`'].some((quote) => code.includes(`${quote}${path}${quote}`))
}
