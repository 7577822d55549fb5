// Jest, set up as in a new project of NestJS: CommonJS, ts-jest, and only `.ts` files of `src`.
import { pinnedNode, plainNode } from '@wxdp-internal/conformance/runner/programs'
import { describe, expect, it } from 'vitest'
import { createProject, type Project } from '../project.ts'
import { jestSetting } from '../requirements.ts'
import { expected, roundTrip } from '../round-trip.ts'

const starter = {
  moduleFileExtensions: ['js', 'json', 'ts'],
  rootDir: 'src',
  testRegex: '.*\\.spec\\.ts$',
  transform: { '^.+\\.(t|j)s$': 'ts-jest' },
  testEnvironment: 'node',
}

const compilerOptions = {
  module: 'nodenext',
  moduleResolution: 'nodenext',
  esModuleInterop: true,
  isolatedModules: true,
  emitDecoratorMetadata: true,
  experimentalDecorators: true,
  target: 'ES2023',
  rootDir: './src',
  strictNullChecks: true,
  skipLibCheck: true,
  types: ['node', 'jest'],
}

function nestProject(
  name: string,
  { jest = {}, options = {} }: { jest?: object; options?: object },
): Project {
  return createProject(name, {
    'package.json': { private: true, jest: { ...starter, ...jest } },
    'tsconfig.json': { compilerOptions: { ...compilerOptions, ...options } },
    'src/plans.spec.ts': `import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { createHandler } from '@wxdp/notify'
import { createSandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
${roundTrip}
test('responds to callbacks', async () => expect(await roundTrip()).toBe(${JSON.stringify(expected)}))
test('serves a sandbox with its page', async () => {
  const served = await serveSandbox(await createSandbox())
  expect((await fetch(served.url)).headers.get('content-type')).toContain('text/html')
  await served.close()
})
`,
  })
}

describe('Jest', () => {
  it('needs a setting', async () => {
    const { exitCode, output } = await nestProject('jest-as-it-comes', {}).run('jest/bin/jest.js')
    expect(output).toContain('Must use import to load ES Module')
    expect(exitCode).toBe(1)
  })

  it.for([
    ['the Node of this machine', plainNode()],
    ['Node 24', pinnedNode() ?? plainNode()],
  ])('runs with the setting of the README, on %s', async ([, node], { task }) => {
    const project = nestProject(`jest-${task.id}`, { ...jestSetting('en'), options: { allowJs: true } })
    const { exitCode, output } = await project.run('jest/bin/jest.js', [], { node })
    expect(output).toContain('Tests:       2 passed, 2 total')
    expect(exitCode).toBe(0)
  })
})
