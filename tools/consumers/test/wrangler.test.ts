// Wrangler bundles the worker of its page, and workerd runs it, with and without Node compatibility.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createProject } from '../project.ts'
import { compatibilityDate, statusesOf, worker } from '../worker.ts'

it.for<readonly [name: string, flags: string[]]>([
  ['with no flag', []],
  ['with nodejs_compat', ['nodejs_compat']],
  ['without Node compatibility', ['no_nodejs_compat', 'no_nodejs_compat_v2']],
])('%s', async ([, flags], { task }) => {
  const project = createProject(`wrangler-${task.id}`, {
    'package.json': { private: true, type: 'module' },
    'worker.ts': worker,
    'wrangler.json': {
      name: 'callbacks',
      main: 'worker.ts',
      compatibility_date: compatibilityDate,
      compatibility_flags: flags,
    },
  })
  const { exitCode, output } = await project.run(
    'wrangler/bin/wrangler.js',
    ['deploy', '--dry-run', '--outdir', 'out'],
    { env: { WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: join(project.folder, 'logs') } },
  )
  expect(output).not.toMatch(/warning|error/i)
  expect(exitCode).toBe(0)
  const script = readFileSync(join(project.folder, 'out/worker.js'), 'utf8')
  expect(script).not.toContain('node:')
  expect(await statusesOf(script, flags)).toEqual([204, 401])
})
