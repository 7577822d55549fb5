// The published tarballs: fields of the manifest, files, imports, and how the types resolve.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { type Check, type ExportsMap, entriesOf, type Manifest, packagesOf } from './check.ts'
import { loose } from './packaging/loose.ts'

export interface Packed {
  readonly name: string
  /** Absolute path of the tarball. */
  readonly filename: string
  readonly files: readonly { readonly path: string }[]
}

const run = promisify(execFile)
const fields: Readonly<Record<string, unknown>> = {
  type: 'module',
  sideEffects: false,
  // With src, because declaration maps lead there.
  files: ['dist', 'src', 'SKILL.md', '!dist/*.tsbuildinfo'],
  license: 'MIT',
  author: 'wxdp contributors',
  publishConfig: { access: 'public', provenance: true },
  engines: { node: '>=20.19' },
}
const publishable =
  /^(dist\/.+\.(js|d\.ts|map|json)|src\/.+\.ts|package\.json|README(\.zh-CN)?\.md|SKILL\.md|LICENSE|CHANGELOG\.md)$/
const needed = ['package.json', 'README.md', 'README.zh-CN.md', 'LICENSE', 'SKILL.md']

export const packaging: Check = async (root) => {
  const packages = packagesOf(root).filter(({ manifest }) => !manifest.private)
  const target = mkdtempSync(join(tmpdir(), 'wxdp-pack-'))
  try {
    const names = packages.map(({ manifest }) => manifest.name)
    const packed = await pack(root, target, names)
    const found = await Promise.all(
      packed.map(async (tarball) => {
        const pack = packages.find(({ manifest }) => manifest.name === tarball.name)
        const hasEntryPoints = !pack || entriesOf(pack).length > 0 || !pack.manifest.bin
        const [linted, types, skill] = await Promise.all([
          lint(tarball),
          resolve(tarball, hasEntryPoints),
          skillOf(root, tarball),
        ])
        const astray = pack ? loose(pack, tarball) : []
        return [...filesOf(tarball), ...skill, ...astray, ...linted, ...types].map(
          (wrong) => `${tarball.name}: ${wrong}`,
        )
      }),
    )
    const files = packed.reduce((sum, tarball) => sum + tarball.files.length, 0)
    return {
      looked: `${packed.length} tarballs, ${files} files`,
      violations: [...packages.flatMap(({ manifest }) => manifestOf(manifest)), ...found.flat()],
    }
  } finally {
    rmSync(target, { recursive: true, force: true })
  }
}

/** Packs with pnpm, which replaces `workspace:` and `catalog:` with versions. */
async function pack(root: string, target: string, names: readonly string[]): Promise<Packed[]> {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const filters = names.flatMap((name) => ['--filter', name])
  const args = ['--recursive', ...filters, 'pack', '--json', '--pack-destination', target]
  const { stdout } = await run('npx', ['--yes', packageManager, ...args], {
    cwd: root,
    shell: process.platform === 'win32',
  })
  return [JSON.parse(stdout)].flat()
}

function manifestOf(manifest: Manifest): string[] {
  const wrong = Object.entries(fields)
    .filter(([field, value]) => JSON.stringify(manifest[field]) !== JSON.stringify(value))
    .map(([field, value]) => `"${field}" must be ${JSON.stringify(value)}.`)
  const { './package.json': self, ...entryPoints } = manifest.exports ?? {}
  if (self !== './package.json') wrong.push('"exports" must have "./package.json".')
  for (const [subpath, entry] of Object.entries(entryPoints)) {
    if (subpath.endsWith('.json')) {
      // JSON, without types.
      const file = subpath.replace('./', './dist/')
      if (entry !== file) wrong.push(`"exports" ${subpath}: it must be "${file}".`)
      continue
    }
    const conditions = typeof entry === 'string' ? [] : Object.keys(entry)
    if (conditions[0] !== 'types' || conditions.at(-1) !== 'default') {
      wrong.push(`"exports" ${subpath}: "types" must be first and "default" last.`)
    }
  }
  for (const file of Object.values((manifest.bin ?? {}) as Readonly<Record<string, string>>)) {
    if (!/^\.\/dist\/.+\.js$/.test(file)) wrong.push(`"bin" ${file}: it must be a file in ./dist.`)
  }
  const types = JSON.stringify(typesWithoutExports(entryPoints))
  if (JSON.stringify([manifest.types, manifest.typesVersions]) !== types) {
    wrong.push(`"types" and "typesVersions" must be ${types}.`)
  }
  return wrong.map((problem) => `${manifest.name} package.json: ${problem}`)
}

/** What `"moduleResolution": "node10"` reads instead of `exports`: `types` and `typesVersions`. */
function typesWithoutExports({ '.': main, ...others }: ExportsMap): readonly unknown[] {
  const typesOf = (entry: ExportsMap[string] | undefined) =>
    typeof entry === 'object' ? entry.types : undefined
  const subpaths = Object.entries(others).filter(([, entry]) => typesOf(entry))
  const versions = Object.fromEntries(
    subpaths.map(([path, entry]) => [path.replace('./', ''), [typesOf(entry)]]),
  )
  return [typesOf(main), subpaths.length > 0 ? { '*': versions } : undefined]
}

function filesOf({ files }: Packed): string[] {
  const paths = files.map(({ path }) => path)
  return [
    ...paths.filter((path) => !publishable.test(path)).map((path) => `${path} is packed. Leave it out.`),
    ...needed.filter((path) => !paths.includes(path)).map((path) => `${path} is not packed. Add it.`),
    ...(paths.some((path) => path.startsWith('dist/')) ? [] : ['dist is not packed. Run `pnpm build`.']),
  ]
}

/** There is one SKILL.md; every package has a copy, for assistants that look into `node_modules`. */
async function skillOf(root: string, { filename, files }: Packed): Promise<string[]> {
  if (!files.some(({ path }) => path === 'SKILL.md')) return []
  const [folder, file] = [dirname(filename), basename(filename)]
  // A relative path: the tar of Windows takes the colon of a drive for a host.
  const { stdout } = await run('tar', ['-xOzf', file, 'package/SKILL.md'], { cwd: folder })
  if (stdout === readFileSync(join(root, 'SKILL.md'), 'utf8')) return []
  return ['SKILL.md differs from that in the root. Let `prepack` copy it.']
}

async function lint({ filename }: Packed): Promise<string[]> {
  const bytes = new Uint8Array(readFileSync(filename))
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true })
  const unresolved = /"(workspace|catalog):/.exec(JSON.stringify(pkg))
  return [
    ...messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false }) ?? message.code}`),
    ...(unresolved ? [`package.json still says ${unresolved[0]}. Pack with pnpm.`] : []),
  ]
}

/** Ignores how node10 and CommonJS run: they resolve to an ES module. */
async function resolve({ filename }: Packed, hasEntryPoints: boolean): Promise<string[]> {
  // A program without entry points for imports has no types.
  if (!hasEntryPoints) return []
  const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(filename))))
  if (!analysis.types) return ['attw: the package has no types.']
  return analysis.problems
    .filter((problem) => !('resolutionKind' in problem && /^node10$|cjs$/.test(problem.resolutionKind)))
    .filter((problem) => !('resolutionOption' in problem && problem.resolutionOption === 'node10'))
    .map((problem) => `attw: ${JSON.stringify(problem)}`)
}
