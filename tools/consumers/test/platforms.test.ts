// The platforms with a local server in npm that needs no account, started as their pages say.
import { pinnedNode } from '@wxdp-internal/conformance/runner/programs'
import { expect, it } from 'vitest'
import { expectArrival, sandboxEnv } from '../arrival.ts'
import { expectHandledOnce } from '../callbacks.ts'
import { packagesNamed } from '../frameworks.ts'
import { createProject, type Files } from '../project.ts'
import { commandOf, compiled, recipesOf } from '../recipes.ts'
import { ownPort, serve } from '../server.ts'
import { compatibilityDate, worker } from '../worker.ts'

interface Local {
  readonly name: string
  readonly page: string
  /** Its package, and the file that `npx` starts. */
  readonly program: readonly [name: string, file: string]
  readonly command: string
  readonly port: string
  readonly files: () => Files
}

const locals: readonly Local[] = [
  {
    name: 'Cloudflare Workers',
    page: 'platforms/cloudflare-workers',
    program: ['wrangler', 'bin/wrangler.js'],
    command: 'wrangler dev',
    port: '8787',
    files: () => ({
      'worker.ts': worker,
      'wrangler.json': {
        name: 'callbacks',
        main: 'worker.ts',
        compatibility_date: compatibilityDate,
        send_metrics: false,
      },
    }),
  },
  {
    name: 'Google Cloud',
    page: 'platforms/google-cloud',
    program: ['@google-cloud/functions-framework', 'build/src/main.js'],
    command: 'functions-framework',
    port: '8080',
    files: () => ({
      'index.js': recipesOf('platforms/google-cloud')
        .map((code) => compiled(code))
        .join(),
    }),
  },
]

it.for(locals)('$name', async ({ name, page, program, command, port: usual, files }, { onTestFinished }) => {
  const [owner, file] = program
  const port = await ownPort()
  const line = commandOf(page, command)
  expect(line).toContain(usual)
  const args = line
    .replace(usual, `${port}`)
    .replace(`npx ${command.split(' ')[0]} `, '')
    .split(' ')
  const project = createProject(
    `local-${name.replace(' ', '-')}`,
    { 'package.json': { type: 'module', main: 'index.js' }, 'sandbox.env': sandboxEnv, ...files() },
    packagesNamed({ [owner]: owner }),
  )
  const node = pinnedNode() ?? process.execPath
  const start = [node, `node_modules/${owner}/${file}`, ...args] as const
  const server = await serve(project, { command: start, port, onTestFinished })
  await expectHandledOnce(server)
  await expectArrival(server, page)
})
