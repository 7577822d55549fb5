import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it.each(['node/main.ts', 'deno/main.ts', 'edge/worker.ts'])(
  '%s is at most 15 lines of glue around the shared app',
  (file) => {
    const text = readFileSync(new URL(`../../../examples/${file}`, import.meta.url), 'utf8')
    const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('//'))
    expect(lines.length).toBeLessThanOrEqual(15)
    expect(text).toMatch(/import \{.*\bcreateApp\b.*\} from '@wxdp-examples\/shared'/)
  },
)
