// SKILL.md has the form of the format for agents' skills, and names only what exists.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const [, head = '', body = ''] = /^---\n(.+?)\n---\n(.+)$/s.exec(read('SKILL.md')) ?? []
/** Named in a warning. */
const inNode = ['createDecipheriv']
const exported = read('tools/checks/exports.txt')

it('has a name and a description within the limits of the format', () => {
  const [, name = ''] = /^name: (.+)$/m.exec(head) ?? []
  const [, description = ''] = /^description: (.+)$/m.exec(head) ?? []
  expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  expect(description.length).toBeGreaterThan(100)
  expect(description.length).toBeLessThanOrEqual(1024)
  // A colon and a space would begin a mapping in YAML.
  expect(description).not.toContain(': ')
  expect(body.split('\n').length).toBeLessThan(500)
})

it('names only entry points and functions that exist', () => {
  const words = [...body.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word)
  const functions = words.filter((word) => /^(create|define)[A-Z]\w*$/.test(word) && !inNode.includes(word))
  const entryPoints = body.match(/@wxdp\/[a-z-]+(?:\/[a-z-]+)?/g) ?? []
  expect(functions.length).toBeGreaterThan(10)
  for (const name of functions) expect(exported).toMatch(new RegExp(`^@wxdp\\S* ${name} `, 'm'))
  for (const name of new Set(entryPoints)) expect(exported).toMatch(new RegExp(`^${name} `, 'm'))
})
