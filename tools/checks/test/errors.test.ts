import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { packagesOf } from '../check.ts'
import { errors, writeErrors } from '../errors.ts'

const scratch = join(import.meta.dirname, '../.tmp')
const root = join(import.meta.dirname, '../../..')
const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** A copy of what the check reads, with changes in some files. */
function treeWith(changes: readonly (readonly [file: string, from: string, to: string])[] = []): string {
  mkdirSync(scratch, { recursive: true })
  const folder = mkdtempSync(join(scratch, 'errors-'))
  made.push(folder)
  for (const { folder: pack } of packagesOf(root)) {
    for (const part of ['src', 'package.json']) {
      cpSync(join(pack, part), join(folder, relative(root, pack), part), { recursive: true })
    }
  }
  for (const path of [
    'tools/checks/catalogue/examples.json',
    'docs/en/reference/errors.md',
    'docs/zh/reference/errors.md',
    'docs/en/operate/runbook.md',
  ]) {
    cpSync(join(root, path), join(folder, path))
  }
  for (const [file, from, to] of changes) {
    const text = readFileSync(join(folder, file), 'utf8')
    expect(text).toContain(from)
    writeFileSync(join(folder, file), text.replace(from, to))
  }
  return folder
}

it('finds nothing in the pages as they are, and after they were written', async () => {
  const folder = treeWith()
  expect((await errors(folder)).violations).toEqual([])
  await writeErrors(folder)
  expect(readFileSync(join(folder, 'docs/zh/reference/errors.md'), 'utf8')).toBe(
    readFileSync(join(root, 'docs/zh/reference/errors.md'), 'utf8'),
  )
})

it('finds pages and examples that are not what the sources say', async () => {
  const examples = 'tools/checks/catalogue/examples.json'
  const { violations } = await errors(
    treeWith([
      ['docs/zh/reference/errors.md', '重试：否', '重试：是'],
      ['packages/core/src/explain/auth-texts.ts', 'is not 32 bytes', 'is short'],
      ['docs/en/operate/runbook.md', '### AUTH_OPEN_FAILED', '### Other'],
      [examples, '"NOTIFY_METHOD"', '"NOTIFY_METHODS"'],
      [examples, 'must be exactly 32 bytes', 'should be 32 bytes'],
    ]),
  )
  expect(violations).toEqual([
    expect.stringMatching(/^docs\/en\/reference\/errors\.md is not what/),
    expect.stringMatching(/^docs\/zh\/reference\/errors\.md is not what/),
    expect.stringMatching(/^NOTIFY_METHOD has no example/),
    expect.stringMatching(/no source of the packages writes the example of AUTH_API_V3_KEY_INVALID/),
    expect.stringMatching(/no source of the packages writes the example of NOTIFY_METHOD/),
  ])
})
