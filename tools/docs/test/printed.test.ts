// Programs on the pages about calls and operation print what the block after them shows.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { blocksOf } from '@wxdp-internal/checks/blocks'
import { expect, it } from 'vitest'

const docs = join(import.meta.dirname, '../../../docs/en')
const scratch = join(import.meta.dirname, '../.tmp')

const programs = ['calls', 'operate'].flatMap((folder) =>
  readdirSync(join(docs, folder)).flatMap((file) => {
    const blocks = blocksOf(readFileSync(join(docs, folder, file), 'utf8'))
    return blocks.flatMap(({ language, code, line }, i) => {
      const next = blocks[i + 1]
      return language === 'ts' && next?.language === 'text'
        ? [{ name: `${folder}/${file}:${line}`, code, printed: next.code }]
        : []
    })
  }),
)

it.for(programs)('$name', async ({ code, printed }) => {
  mkdirSync(scratch, { recursive: true })
  const folder = mkdtempSync(join(scratch, 'printed-'))
  try {
    writeFileSync(join(folder, 'program.mts'), code)
    const run = promisify(execFile)
    const { stdout } = await run(process.execPath, ['--import', 'tsx', 'program.mts'], { cwd: folder })
    expect(stdout.trimEnd()).toBe(printed)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

it('covers the pages that show output', () => {
  expect(programs.length).toBeGreaterThanOrEqual(3)
})
