import { expect, type TestContext } from 'vitest'
import { expectArrival } from '../arrival.ts'
import { expectHandledOnce, expectNamed, send } from '../callbacks.ts'
import { createProject } from '../project.ts'
import { ownPort, serve } from '../server.ts'
import type { BuiltFramework } from './frameworks.ts'

/** Builds and starts an application, and expects what its page says of it. */
export async function expectFresh(framework: BuiltFramework, { onTestFinished }: TestContext): Promise<void> {
  const { name, page, packages, files, build, start, also = [], mistakes, refused = [] } = framework
  const project = createProject(`built-${name.replace(/\W+/g, '-')}`, files, packages)
  if (build) {
    const [program, ...args] = build
    // Without a secret.
    const { exitCode, output } = await project.run(`./node_modules/${program}`, args, {
      env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NUXT_TELEMETRY_DISABLED: '1' },
    })
    expect(exitCode, output).toBe(0)
  }
  const port = await ownPort()
  const server = await serve(project, { command: start(port), port, onTestFinished })
  await expectHandledOnce(server)
  await expectArrival(server, `frameworks/${page}`)
  for (const path of also) expect([path, await send(server, { path })]).toEqual([path, 204])
  for (const { path, pasted, named, remedy } of mistakes) {
    await expectNamed(server, path, [named, remedy])
    expect(await send(server, { path: pasted, id: 'EV-5' })).toBe(204)
  }
  for (const { path, type } of refused) {
    const init = { method: 'POST', headers: { 'content-type': type }, body: '{}' }
    expect([path, (await fetch(server.origin + path, init)).status]).toEqual([path, 403])
  }
}
