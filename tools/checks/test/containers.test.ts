import { expect, it } from 'vitest'
import { containers } from '../containers.ts'
import { faults } from './support/tree.ts'

const sound = `FROM node:24.21.0-slim
WORKDIR /app
USER node
HEALTHCHECK CMD ["node", "-e", "1"]
CMD ["node", "main.js"]
`

it.each<[string, string, RegExp[]]>([
  ['no fault', sound, []],
  ['no fault in a digest', sound.replace(':24.21.0-slim', `@sha256:${'0a'.repeat(32)}`), []],
  ['a version that moves', sound.replace('24.21.0-slim', '24'), [/:1 node:24 is not exact/]],
  ['no version', sound.replace(':24.21.0-slim', ''), [/:1 node is not exact/]],
  [
    'a registry',
    sound.replace('node:', 'registry.example/node:'),
    [/:1 registry\.example\/node.* is not exact/],
  ],
  ['root', sound.replace('USER node\n', ''), [/:1 runs as root/]],
  ['root by its number', sound.replace('USER node', 'USER 0'), [/:1 runs as root/]],
  ['no health check', sound.replace(/HEALTHCHECK.*\n/, ''), [/:1 has no HEALTHCHECK/]],
  ['what the linter finds', sound.replace('WORKDIR', 'WORKDIRS'), [/:2 Unknown instruction: WORKDIRS/]],
])('%s', async (_, text, expected) => {
  const found = await faults(containers, { 'packages/a/Dockerfile': text })
  expect(found).toEqual(expected.map((each) => expect.stringMatching(each)))
})
