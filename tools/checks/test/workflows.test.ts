import { expect, it } from 'vitest'
import { workflows } from '../workflows.ts'
import { faults } from './support/tree.ts'

const sound = `on: push
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
      - run: npm test
`

it.each<[string, string, RegExp[]]>([
  ['no fault', sound, []],
  ['a tag instead of a commit', sound.replace(/@.*/, '@v5'), [/:8 actions\/checkout@v5 is not pinned/]],
  [
    'a commit without its version',
    sound.replace(/ # .*/, ''),
    [/:8 actions\/checkout@08c6\w+ is not pinned/],
  ],
  ['no permissions', sound.replace(/permissions:\n.*\n/, ''), [/:1 does not limit its token/]],
  ['more permissions', sound.replace('read\n', 'read\n  packages: write\n'), [/:1 does not limit its token/]],
  [
    'a job with more permissions',
    sound.replace('    runs-on', '    permissions:\n      contents: write\n    runs-on'),
    [/:1 gives a job more permissions/],
  ],
  [
    'no fault in a job that a person lets prove where it runs',
    sound.replace(
      '    runs-on',
      '    environment: npm\n    permissions:\n      id-token: write\n    runs-on',
    ),
    [],
  ],
  [
    'a job that proves where it runs by itself',
    sound.replace('    runs-on', '    permissions:\n      id-token: write\n    runs-on'),
    [/:1 gives a job more permissions/],
  ],
  [
    'such a job with more permissions',
    sound.replace(
      '    runs-on',
      '    environment: npm\n    permissions:\n      id-token: write\n      contents: write\n    runs-on',
    ),
    [/:1 gives a job more permissions/],
  ],
  [
    'no fault in a job that opens issues and runs nothing of the repository',
    sound
      .replace('    runs-on', '    permissions:\n      issues: write\n    runs-on')
      .replace(/ +- uses.*\n/, ''),
    [],
  ],
  [
    'a job that opens issues and runs what it checks out',
    sound.replace('    runs-on', '    permissions:\n      issues: write\n    runs-on'),
    [/:1 gives a job more permissions/],
  ],
  ['an unknown runner', sound.replace('ubuntu-latest', 'ubuntu-0'), [/:6 label "ubuntu-0" is unknown/]],
  [
    'an unknown key',
    sound.replace('steps', 'step'),
    [/:5 "steps" section is missing/, /:7 unexpected key "step"/],
  ],
])('finds %s', async (_, text, expected) => {
  const found = await faults(workflows, { '.github/workflows/ci.yml': text })
  expect(found).toEqual(expected.map((each) => expect.stringMatching(each)))
})
