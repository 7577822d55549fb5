// The commands on the pages about keys, signatures and operation print what the pages show.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { follow } from '../shell.ts'

const docs = join(import.meta.dirname, '../../../docs/en')
const pages = ['learn', 'operate'].flatMap((folder) =>
  readdirSync(join(docs, folder)).map(
    (file) => [file, readFileSync(join(docs, folder, file), 'utf8')] as const,
  ),
)
const withCommands = pages.filter(([, text]) => text.includes('```sh\n'))

/** Certificates are made on the day. */
const dateless = (text: string): string => text.replaceAll(/\b20\d\d-\d\d-\d\d\b/g, '20YY-MM-DD')

it.for(withCommands)('%s', async ([, markdown]) => {
  for (const { line, printed, expected } of await follow(markdown)) {
    if (expected === undefined) continue
    expect({ line, printed: dateless(printed) }).toEqual({ line, printed: dateless(expected) })
  }
})

it('covers the pages that have commands', () => {
  expect(withCommands.map(([file]) => file)).toEqual(
    expect.arrayContaining(['keys.md', 'signing.md', 'runbook.md']),
  )
})

it('finds output that differs, and commands that fail', async () => {
  const block = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\`\n`
  const [step] = await follow(block('sh', 'echo one') + block('text', 'two'))
  expect(step).toEqual({ line: 2, printed: 'one', expected: 'two' })
  await expect(follow(block('sh', 'echo so\nfalse\ntrue'))).rejects.toThrow('line 2 ended with 1: so')
  await expect(follow(block('sh', 'npx something'))).rejects.toThrow('ended with 127')
})
