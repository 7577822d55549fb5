// What comes next, and what is tried with it.
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Step {
  readonly title: string
  /** Of pnpm. */
  readonly command: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Whether the steps after it need it. */
  readonly isNeeded?: true
}

interface Given {
  /** The copy of the repository. */
  readonly copy: string
  readonly newest: (name: string, tags?: readonly string[]) => string
}

interface Part {
  readonly title: string
  readonly steps: readonly Step[]
}

const install: Step = {
  title: 'install',
  command: ['install', '--no-frozen-lockfile', '--prefer-offline'],
  isNeeded: true,
}
const build: Step = { title: 'build', command: ['run', 'build', '--force'], isNeeded: true }
const exec = (title: string, ...command: readonly string[]): Step => ({
  title,
  command: ['exec', ...command],
})
const unit = exec('unit and property tests', 'vitest', 'run')
const onNode = exec(
  'the conformance suite on Node',
  'node',
  '--import',
  'tsx',
  'tools/conformance/run.ts',
  '--host',
  'node',
)

const check = (title: string, ...names: readonly string[]): Step =>
  exec(title, 'node', '--import', 'tsx', 'tools/checks/run.ts', ...names)

export const parts: Readonly<Record<string, (given: Given) => Part>> = {
  // Programs that use the compiler's API keep that of the catalog: version 7 has none for JavaScript.
  typescript({ copy, newest }) {
    const version = newest('typescript')
    edit(join(copy, 'package.json'), (text) =>
      text
        .replaceAll(': "tsc --build', ': "node node_modules/typescript-next/bin/tsc --build')
        .replace('"typescript": "catalog:"', `$&, "typescript-next": "npm:typescript@${version}"`),
    )
    const types = { title: 'types of everything', command: ['run', 'types'] }
    const snippets = check('examples and snippets', 'docstrings', 'snippets')
    return { title: `TypeScript ${version}`, steps: [install, build, types, snippets] }
  },
  bundler({ copy, newest }) {
    const version = newest('tsdown')
    cpSync(join(copy, 'tools/canary/tsdown.config.ts'), join(copy, 'tools/build/tsdown.config.ts'))
    edit(join(copy, 'package.json'), (text) => text.replace('"tsup": "catalog:"', `"tsdown": "${version}"`))
    for (const file of manifestsOf(copy)) {
      edit(file, (text) =>
        text.replace(/tsup --config (\S+)tsup\.config\.ts/, 'tsdown --config $1tsdown.config.ts'),
      )
    }
    const bundles = check('sizes, shaking, imports of the bundles', 'sizes', 'shaking', 'neutral')
    return { title: `tsdown ${version}`, steps: [install, build, bundles, onNode] }
  },
  node({ copy, newest }) {
    const platform = `node-${process.platform}-${process.arch}`
    const version = newest(platform)
    edit(join(copy, 'package.json'), (text) =>
      text.replace(new RegExp(`("${platform}": ")[^"]+`), `$1${version}`),
    )
    return { title: `Node ${version}`, steps: [install, build, unit, onNode] }
  },
}

function manifestsOf(copy: string): readonly string[] {
  const packages = readdirSync(join(copy, 'packages'), { withFileTypes: true })
  return packages
    .filter((each) => each.isDirectory())
    .map(({ name }) => join(copy, 'packages', name, 'package.json'))
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')))
}
