import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { expect, it } from 'vitest'

it.each([
  ['node', 60],
  ['deno', 60],
  ['edge', 65],
  ['node-bullmq', 110],
  ['cloudflare-queue', 85],
])('%s can be copied as one folder, of at most %i lines of code', (name, limit) => {
  const folder = new URL(`../../../examples/${name}/`, import.meta.url)
  const read = (file: string): string => readFileSync(new URL(file, folder), 'utf8')
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'))
  const lines = files.flatMap((file) => read(file).split('\n')).filter((line) => line.trim() !== '')
  expect(lines.length).toBeLessThanOrEqual(limit)
  const { dependencies, devDependencies } = JSON.parse(read('package.json'))
  const declared = Object.keys({ ...dependencies, ...devDependencies })
  expect(declared.filter((each) => /^@wxdp-/.test(each))).toEqual([])
  for (const file of files) {
    for (const [, specifier = ''] of read(file).matchAll(/ from '([^']+)'/g)) {
      const own = specifier.startsWith('./') && files.includes(specifier.slice(2))
      const pack = specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/')
      const known = own || declared.includes(pack) || builtinModules.includes(specifier.replace('node:', ''))
      expect([file, specifier, known]).toEqual([file, specifier, true])
    }
  }
})
