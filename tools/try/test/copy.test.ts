// Each example can be copied as one folder: it imports its own files, and packages that are published.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, it } from 'vitest'

const examples = fileURLToPath(new URL('../../../examples', import.meta.url))
const folders = readdirSync(examples, { withFileTypes: true }).filter(
  (entry) => entry.isDirectory() && !entry.name.startsWith('.'),
)

it.each(folders.map(({ name }) => name))('%s', (name) => {
  const folder = join(examples, name)
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  expect(Object.keys(dependencies).filter((each) => /^@wxdp-/.test(each))).toEqual([])
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'))
  expect(files).not.toEqual([])
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8')
    for (const { fileName: specifier } of ts.preProcessFile(text).importedFiles) {
      if (specifier.startsWith('.')) {
        const target = relative(folder, join(dirname(join(folder, file)), specifier))
        expect(target, `${file} imports ${specifier}`).not.toMatch(/^\.\./)
      } else if (!specifier.startsWith('node:')) {
        const [scope = '', rest] = specifier.split('/')
        const used = scope.startsWith('@') ? `${scope}/${rest}` : scope
        expect(Object.keys(dependencies), `${file} imports ${specifier}`).toContain(used)
      }
    }
  }
})
