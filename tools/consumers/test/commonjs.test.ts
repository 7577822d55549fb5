// A CommonJS program loads every entry point with require(), and uses the packages.
import { pinnedNode, plainNode } from '@wxdp-internal/conformance/runner/programs'
import { expect, it } from 'vitest'
import { everyEntryPoint } from '../every-entry-point.ts'
import { createProject } from '../project.ts'
import { expected, roundTrip } from '../round-trip.ts'

const entryPoints = [...everyEntryPoint.matchAll(/from '(@wxdp\/.+)'/g)].map(([, name]) => name)

const project = createProject('commonjs', {
  'package.json': { private: true },
  'program.js': `const all = Object.assign({}, ...${JSON.stringify(entryPoints)}.map((name) => require(name)))
const { createClient, createHandler, createSandbox } = all
const { setNotifyUrl } = require('@wxdp/core/partner')
${roundTrip}
roundTrip().then(console.log)
`,
})

it.for([
  ['the Node of this machine', plainNode()],
  ['Node 24', pinnedNode() ?? plainNode()],
])('on %s', async ([, node]) => {
  expect(await project.run('./program.js', [], { node })).toEqual({ exitCode: 0, output: `${expected}\n` })
})
