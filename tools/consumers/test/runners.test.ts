// Vitest and node:test run the program without any setting.
import { expect, it } from 'vitest'
import { createProject } from '../project.ts'
import { expected, roundTrip } from '../round-trip.ts'

const imports = `import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createHandler } from '@wxdp/notify'
import { createSandbox } from '@wxdp/sandbox'
${roundTrip}`

it.for([
  ['vitest', `import { expect, test } from 'vitest'`, `expect(await roundTrip()).toBe('${expected}')`],
  [
    'node:test',
    `import { test } from 'node:test'\nimport { equal } from 'node:assert/strict'`,
    `equal(await roundTrip(), '${expected}')`,
  ],
] as const)('%s', async ([name, runner, claim]) => {
  const source = (text: string): string => `${runner}\n${imports}\ntest('a plan', async () => { ${text} })\n`
  for (const [text, exitCode] of [
    [claim, 0],
    [claim.replace('204', '205'), 1],
  ] as const) {
    const project = createProject(`runner-${name.replace(':', '-')}-${exitCode}`, {
      'package.json': { private: true, type: 'module' },
      'plan.test.js': source(text),
    })
    const program = name === 'vitest' ? 'vitest/vitest.mjs' : './plan.test.js'
    const ended = await project.run(program, name === 'vitest' ? ['run', '--root', '.'] : [])
    expect(ended.exitCode, ended.output).toBe(exitCode)
  }
})
