// The recipes of the pages on the hosts that have a runtime of their own in npm.
import { planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { describe, expect, it, vi } from 'vitest'
import { expectArrival } from '../arrival.ts'
import { send } from '../callbacks.ts'
import { createProject } from '../project.ts'
import { ownPort, type Server, serve } from '../server.ts'
import { type Host, hosts } from './hosts.ts'

/** The kinds of callbacks, and which notifications reached the function. */
async function expectHandled(server: Server, path: string, memory: 'remembers' | 'forgets'): Promise<void> {
  const before = server.output().length
  const handled = (): readonly string[] =>
    server
      .output()
      .slice(before)
      .match(/EV-\d planChange/g) ?? []
  const forged = await planChangeEnvelope({ id: 'EV-3' })
  expect({
    genuine: await send(server, { path }),
    duplicate: await send(server, { path }),
    forged: await send(server, { path, id: 'EV-2', forged }),
    next: await send(server, { path, id: 'EV-4' }),
    get: (await fetch(server.origin + path)).status,
  }).toEqual({ genuine: 204, duplicate: 204, forged: 401, next: 204, get: expect.toBeOneOf([404, 405]) })
  const expected = memory === 'remembers' ? ['EV-1', 'EV-4'] : ['EV-1', 'EV-1', 'EV-4']
  await vi.waitFor(() => expect(handled()).toEqual(expected.map((id) => `${id} planChange`)), 10_000)
}

async function expectNamed(server: Server, { path, says }: NonNullable<Host['wrong']>): Promise<void> {
  const before = server.output().length
  expect(await send(server, { path, id: 'EV-9' })).toBe(500)
  await vi.waitFor(() => {
    for (const part of ['NOTIFY_BODY_CONSUMED', ...says])
      expect(server.output().slice(before)).toContain(part)
  }, 10_000)
}

describe('a host handles genuine callbacks, and refuses others', () => {
  it.for(hosts())(
    '$name',
    async ({ name, page, packages, files, build, start, handlers, wrong }, { skip, onTestFinished }) => {
      if (!packages) return skip(`what ${name} needs is not on this machine`)
      const project = createProject(`host-${name.replace(/\W+/g, '-')}`, files, packages)
      if (build) {
        const [program, ...args] = build
        const { exitCode, output } = await project.run(`./node_modules/${program}`, args)
        expect(exitCode, output).toBe(0)
      }
      const port = await ownPort()
      const server = await serve(project, { command: start(port, project.folder), port, onTestFinished })
      for (const [path, memory] of Object.entries(handlers)) await expectHandled(server, path, memory)
      const handled = Object.values(handlers)[0] === 'forgets' ? 2 : 1
      if (page) await expectArrival(server, `platforms/${page}`, handled)
      if (wrong) await expectNamed(server, wrong)
    },
  )
})
