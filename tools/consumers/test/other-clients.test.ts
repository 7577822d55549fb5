// Other clients, unmodified from npm, call the sandbox and verify its callbacks.
import { describe, expect, it } from 'vitest'
import { expectedLines, programs } from '../other-clients.ts'
import { createProject } from '../project.ts'

/** Four callbacks: created, approved, changed, terminated. Each is sent as probe, notification and duplicate. */
const states = ['CREATED PROCESSING', 'DELIVERING PASSED', 'DELIVERING PROCESSING', 'TERMINATED PROCESSING']
const deliveries = states.flatMap(() => ['probe 401', 'notification 204', 'duplicate 204'])
const opened = states.flatMap((state) => [`callback ${state}`, `callback ${state}`])

describe.for(Object.entries(programs))('%s', ([name, code]) => {
  const project = createProject(`client-${name}`, {
    'package.json': { private: true, type: 'module' },
    'main.js': code,
  })

  it.for(['publicKey', 'certificates'])('works with the sandbox in the mode %s', async (mode) => {
    const { exitCode, output } = await project.run('./main.js', [mode])
    expect(exitCode, output).toBe(0)
    const lines = output.split('\n').filter((line) => line !== '')
    const isCallback = (line: string): boolean => line.startsWith('callback ')
    const isDelivery = (line: string): boolean => /^(probe|notification|duplicate) /.test(line)
    expect(lines.filter((line) => !isCallback(line) && !isDelivery(line))).toEqual(expectedLines)
    expect(lines.filter(isDelivery)).toEqual(deliveries)
    expect(lines.filter(isCallback)).toEqual(opened)
  })
})
