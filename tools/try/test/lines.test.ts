// Examples are small enough to be taken in at one go.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it.each([
  ['node', 45],
  ['deno', 45],
  ['edge', 55],
  ['coupons', 400],
  ['node-bullmq', 215],
  ['cloudflare-queue', 165],
])('%s has at most %i lines', (name, limit) => {
  const folder = new URL(`../../../examples/${name}/`, import.meta.url)
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  const lines = files.flatMap((file) => readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n'))
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.length).toBeLessThanOrEqual(limit)
})
