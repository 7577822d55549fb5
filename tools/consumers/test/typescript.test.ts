// Compiles a program that imports every entry point, with the declarations of the packages checked as well.
import { describe, expect, it } from 'vitest'
import { everyEntryPoint } from '../every-entry-point.ts'
import { createProject, type Outcome } from '../project.ts'

interface Compilation {
  readonly compiler: string
  readonly options: Readonly<Record<string, unknown>>
  /** Of the nearest package.json: whether `.ts` files are ES modules. */
  readonly type?: 'module' | 'commonjs'
  readonly program?: string
}

let count = 0

function compile({
  compiler,
  options,
  type = 'module',
  program = everyEntryPoint,
}: Compilation): Promise<Outcome> {
  count += 1
  const project = createProject(`typescript-${count}`, {
    'package.json': { private: true, type },
    'program.ts': program,
    'tsconfig.json': {
      compilerOptions: {
        target: 'es2022',
        lib: ['es2023'],
        types: ['node'],
        strict: true,
        skipLibCheck: false,
        noEmit: true,
        ...options,
      },
      files: ['program.ts'],
    },
  })
  return project.run(`${compiler}/bin/tsc`)
}

const bundler = { module: 'esnext', moduleResolution: 'bundler' }
const node16 = { module: 'node16', moduleResolution: 'node16' }
const nodenext = { module: 'nodenext', moduleResolution: 'nodenext' }
const node10 = { module: 'commonjs', moduleResolution: 'node10' }

const versions = {
  '5.6': 'typescript-5.6',
  '5.9': 'typescript-5.9',
  '6.0': 'typescript',
  '7.0': 'typescript-7',
}
const commonjs = 'commonjs' as const

type Row = readonly [name: string, compilation: Compilation]
/** Each version, each resolution, and both kinds of module at least once. */
const some: readonly Row[] = [
  ['5.6, node16', { compiler: versions['5.6'], options: node16 }],
  ['5.6, node10', { compiler: versions['5.6'], options: node10, type: commonjs }],
  ['5.9, nodenext, CommonJS', { compiler: versions['5.9'], options: nodenext, type: commonjs }],
  ['6.0, bundler', { compiler: versions['6.0'], options: bundler }],
  ['7.0, nodenext', { compiler: versions['7.0'], options: nodenext }],
]
/** Every version with every resolution that it has, with and without the DOM. TypeScript 7 has no node10. */
const every = Object.entries(versions).flatMap(([version, compiler]) =>
  Object.entries({ bundler, node16, nodenext, node10 })
    .filter(([name]) => name !== 'node10' || Number(version) < 6)
    .flatMap(([name, options]) => {
      const type = name === 'node10' ? commonjs : 'module'
      const dom = { ...options, lib: ['es2023', 'dom', 'dom.iterable'] }
      return [
        [`${version}, ${name}`, { compiler, options, type }] as const,
        [`${version}, ${name}, DOM`, { compiler, options: dom, type }] as const,
      ]
    }),
)

describe('TypeScript compiles every entry point, the declarations included', () => {
  it.for<Row>(process.env.WXDP_TYPESCRIPT === 'every' ? every : some)('%s', async ([, compilation]) => {
    expect(await compile(compilation)).toEqual({ exitCode: 0, output: '' })
  })

  const neutral = everyEntryPoint
    .replace(/^.*(notify\/node|sandbox).*$/gm, '')
    .replace(/(createNode|createSand|createTest|serve)\w+,/g, '')

  it.for([
    ['the DOM', { lib: ['es2023', 'dom'], types: [] }],
    ['Cloudflare Workers', { types: ['@cloudflare/workers-types'] }],
  ])('neutral entry points with the types of %s alone', async ([, types]) => {
    const options = { ...bundler, ...(types as object) }
    expect(await compile({ compiler: 'typescript-7', options, program: neutral })).toEqual({
      exitCode: 0,
      output: '',
    })
  })
})

describe('TypeScript does not compile, as the requirements say', () => {
  it('module: node16 in a CommonJS file', async () => {
    const { output } = await compile({ compiler: 'typescript-7', options: node16, type: 'commonjs' })
    expect(output).toContain('TS1479')
  })

  it('without the types of any runtime', async () => {
    const { output } = await compile({ compiler: 'typescript-7', options: { ...bundler, types: [] } })
    expect(output).toMatch(/Cannot find name 'Request'/)
  })

  it('a state that does not exist', async () => {
    const program = `import { listPlans } from '@wxdp/core/brand'
import type { createClient } from '@wxdp/fetch'
export const run = (client: ReturnType<typeof createClient>) => client.call(listPlans, { plan_state: 'DELIVERNG', limit: 1, offset: 0 })`
    const { output } = await compile({ compiler: 'typescript-7', options: bundler, program })
    expect(output).toMatch(/DELIVERNG/)
  })
})
