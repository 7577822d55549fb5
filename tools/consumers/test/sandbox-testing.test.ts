// The tests on the site's page sandbox/testing, with each test runner; and one that fails says why.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, plainNode } from '@wxdp-internal/conformance/runner/programs'
import { describe, expect, it } from 'vitest'
import { createProject, type Outcome, type Project } from '../project.ts'
import { compiled } from '../recipes.ts'
import { jestSetting } from '../requirements.ts'

const pageIn = (language: 'en' | 'zh'): string =>
  readFileSync(join(import.meta.dirname, '../../../docs', language, 'sandbox/testing.md'), 'utf8')
const [, tests = ''] = /```ts\n\/\/ plans\.test\.ts\n(.+?)```/s.exec(pageIn('en')) ?? []
const runnerImport = "import { beforeEach, test } from 'vitest'\n"

/** Every variant of a callback, and what a handler responds. */
const variants = `import { equal } from 'node:assert/strict'
import { createHandler } from '@wxdp/notify'
import { createTestSandbox } from '@wxdp/sandbox/testing'
${runnerImport}
const expected = {
  genuine: 204,
  duplicate: 204,
  probe: 401,
  forged: 401,
  tampered: 401,
  stale: 401,
  wrongSerial: 401,
  wrongApiV3Key: 500,
} as const
for (const owner of ['partner', 'brand'] as const) {
  test('callbacks of ' + owner, async () => {
    const sandbox = await createTestSandbox()
    const settings = owner === 'brand' ? await sandbox.brand.handlerSettings() : sandbox.handlerSettings()
    let handled = 0
    const handler = createHandler({ ...settings, onNotification: () => void handled++, observe: () => undefined })
    const callback = await sandbox.callback({ plan_state: 'EXPIRED' }, owner)
    for (const variant of Object.keys(expected) as (keyof typeof expected)[]) {
      equal((await handler((await callback.as(variant)).toRequest())).status, expected[variant], variant)
    }
    equal(handled, 1)
  })
}
`

const failing = `import { createClient } from '@wxdp/fetch'
import { assertRequest, createTestSandbox } from '@wxdp/sandbox/testing'
${runnerImport}
test('expects what did not happen', async () => {
  const sandbox = await createTestSandbox({ createClient })
  await sandbox.fetch('https://api.mch.weixin.qq.com/v3/certificates')
  assertRequest(sandbox, { endpoint: 'createPlan' })
})
`

const nodes = [
  ['the Node of this machine', plainNode()],
  ['Node 24', pinnedNode() ?? plainNode()],
] as const

interface Runner {
  readonly import: string
  readonly project: (name: string, files: Readonly<Record<string, string>>) => Project
  readonly run: (project: Project, node: string, file: string) => Promise<Outcome>
}

const scripts = (files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([name, code]) => [`${name}.test.js`, compiled(code)]))
const esm = { 'package.json': { private: true, type: 'module' } }

/** As in a new project of NestJS: CommonJS, ts-jest, and only `.ts` files of `src`. */
const nest = {
  'package.json': {
    private: true,
    jest: {
      moduleFileExtensions: ['js', 'json', 'ts'],
      rootDir: 'src',
      testRegex: '.*\\.spec\\.ts$',
      transform: { '^.+\\.(t|j)s$': 'ts-jest' },
      testEnvironment: 'node',
      ...(jestSetting('en').jest as object),
    },
  },
  'tsconfig.json': {
    compilerOptions: {
      ...{ module: 'nodenext', moduleResolution: 'nodenext', target: 'ES2023', rootDir: './src' },
      ...{ esModuleInterop: true, isolatedModules: true, strictNullChecks: true, skipLibCheck: true },
      ...{ allowJs: true, types: ['node', 'jest'] },
    },
  },
}

const runners: Readonly<Record<string, Runner>> = {
  vitest: {
    import: runnerImport,
    project: (name, files) => createProject(name, { ...esm, ...scripts(files) }),
    run: (project, node, file) => project.run('vitest/vitest.mjs', ['run', '--root', '.', file], { node }),
  },
  'node:test': {
    import: runnerImport.replace('vitest', 'node:test'),
    project: (name, files) => createProject(name, { ...esm, ...scripts(files) }),
    run: (project, node, file) => project.run(`./${file}.test.js`, [], { node }),
  },
  'Jest, as NestJS sets it up': {
    import: '',
    project: (name, files) =>
      createProject(name, {
        ...nest,
        ...Object.fromEntries(Object.entries(files).map(([file, code]) => [`src/${file}.spec.ts`, code])),
      }),
    run: (project, node, file) => project.run('jest/bin/jest.js', [file], { node }),
  },
}

it('the page has the same tests in both languages, and the import of each runner', () => {
  expect(tests).toContain(runnerImport)
  for (const page of [pageIn('en'), pageIn('zh')]) {
    expect(page).toContain(tests)
    for (const runner of Object.values(runners)) expect(page).toContain(runner.import)
  }
})

describe.for(Object.entries(runners))('%s', ([name, runner]) => {
  const write = (code: string): string => code.replace(runnerImport, runner.import)
  const project = runner.project(`testing-${name.replace(/\W+/g, '-')}`, {
    plans: write(tests),
    variants: write(variants),
    failing: write(failing),
  })

  it.for(nodes)('runs the tests of the page, on %s', async ([, node]) => {
    const { exitCode, output } = await runner.run(project, node, 'plans')
    expect(exitCode, output).toBe(0)
    expect(output).toMatch(/5 passed|pass 5\b/)
  })

  it('has every variant of a callback, for both owners', async () => {
    const { exitCode, output } = await runner.run(project, plainNode(), 'variants')
    expect(exitCode, output).toBe(0)
    expect(output).toMatch(/2 passed|pass 2\b/)
  })

  it('shows an assertion that fails, with what was expected and found', async () => {
    // On Node 20, vitest 5 cannot print an error.
    const { exitCode, output } = await runner.run(project, nodes[1][1], 'failing')
    expect(exitCode, output).toBe(1)
    expect(output).toContain('No request fits. Expected {"endpoint":"createPlan"}')
    expect(output).toContain(
      '1. listCertificates → 401 SIGN_ERROR: The HTTP header Authorization is missing.',
    )
  })
})
