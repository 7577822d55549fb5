// `next build` runs the modules of routes, on machines that have no secrets. The other frameworks that are built first
// have a command of their own: `pnpm frameworks`.
import { it } from 'vitest'
import { next } from '../built/frameworks.ts'
import { expectFresh } from '../built/fresh.ts'
import { packagesNamed } from '../frameworks.ts'

it('builds the route of its page without a secret, and handles a genuine callback once', (context) => {
  const names = ['next', 'react', 'react-dom', 'typescript', '@types/node', '@types/react']
  return expectFresh(next(16, packagesNamed(Object.fromEntries(names.map((name) => [name, name])))), context)
})
