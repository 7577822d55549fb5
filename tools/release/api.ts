// The public types as of the last release, one report an import path, so that nothing can break in a patch.
//
//   node --import tsx tools/release/api.ts           says what is gone or has changed, and which changeset that needs
//   node --import tsx tools/release/api.ts --write   keeps the types as they are: `changeset version` comes with it
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'
import { packagesOf } from '@wxdp-internal/checks/check'
import { root } from './workspace.ts'

/** Reports by the name of the package, then by the name of the file of its types. */
export type Api = Readonly<Record<string, Readonly<Record<string, string>>>>

const kept = 'tools/release/api'
const silent = { default: { logLevel: ExtractorLogLevel.None } }

/** Reads the types of the built packages. */
export function readApi(folder: string): Api {
  const target = mkdtempSync(join(tmpdir(), 'wxdp-api-'))
  try {
    const published = packagesOf(folder).filter(({ manifest }) => !manifest.private)
    return Object.fromEntries(
      published.map(({ folder: at, manifest }) => {
        const types = Object.values(manifest.exports ?? {}).flatMap((entry) =>
          typeof entry === 'object' && entry.types ? [entry.types] : [],
        )
        return [manifest.name, reportsOf(at, types, target)]
      }),
    )
  } finally {
    rmSync(target, { recursive: true, force: true })
  }
}

function reportsOf(folder: string, types: readonly string[], target: string): Record<string, string> {
  const configs = types.map((file) =>
    ExtractorConfig.prepare({
      configObject: {
        projectFolder: folder,
        mainEntryPointFilePath: join(folder, file),
        compiler: {
          overrideTsconfig: {
            compilerOptions: {
              ...{ target: 'ES2022', module: 'nodenext', moduleResolution: 'nodenext', strict: true },
              ...{ lib: ['ES2023', 'DOM'], skipLibCheck: true, types: [] },
            },
          },
        },
        apiReport: {
          ...{ enabled: true, reportFileName: 'report.api.md', includeForgottenExports: true },
          ...{ reportFolder: target, reportTempFolder: target },
        },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        messages: {
          extractorMessageReporting: silent,
          tsdocMessageReporting: silent,
          compilerMessageReporting: silent,
        },
      },
      configObjectFullPath: undefined,
      packageJsonFullPath: join(folder, 'package.json'),
    }),
  )
  const [first] = configs
  if (!first) return {}
  const compilerState = CompilerState.create(first, {
    additionalEntryPoints: configs.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
  })
  return Object.fromEntries(
    configs.map((config, at) => {
      Extractor.invoke(config, {
        ...{ localBuild: true, compilerState },
        messageCallback: (message) => {
          message.handled = true
        },
      })
      const name = (types[at] as string).replace('./dist/', '').replace('.d.ts', '')
      return [name, readFileSync(join(target, 'report.api.md'), 'utf8')]
    }),
  )
}

/** What the last release had; undefined before the first one. */
export function readKeptApi(folder: string): Api | undefined {
  const home = join(folder, kept)
  if (!existsSync(home)) return undefined
  return Object.fromEntries(
    packagesOf(folder).map(({ manifest: { name } }) => {
      const at = join(home, name)
      const files = existsSync(at) ? readdirSync(at) : []
      return [
        name,
        Object.fromEntries(
          files.map((file) => [file.replace('.api.md', ''), readFileSync(join(at, file), 'utf8')]),
        ),
      ]
    }),
  )
}

export function writeApi(folder: string, api: Api): void {
  rmSync(join(folder, kept), { recursive: true, force: true })
  for (const [name, reports] of Object.entries(api)) {
    mkdirSync(join(folder, kept, name), { recursive: true })
    for (const [entry, report] of Object.entries(reports)) {
      writeFileSync(join(folder, kept, name, `${entry}.api.md`), report)
    }
  }
}

/** The lines of a release that are gone or have changed, each with its import path. */
export function breaksOf(before: Api, now: Api): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(before)
      .map(([name, reports]): [string, string[]] => [
        name,
        Object.entries(reports).flatMap(([entry, report]) => {
          const lines = new Set(codeOf(now[name]?.[entry] ?? ''))
          return codeOf(report)
            .filter((line) => !lines.has(line))
            .map((line) => `${entry}: ${line.trim()}`)
        }),
      ])
      .filter(([, lines]) => lines.length > 0),
  )
}

/** The lines of a report without its comments and what surrounds the code. */
function codeOf(report: string): string[] {
  return report.split(/\r?\n/).filter((line) => /^\s*[^\s/#>`]/.test(line))
}

/** The packages that break what the last release had, and have no changeset that says so. */
export function unannounced(folder: string, breaks: Readonly<Record<string, readonly string[]>>): string[] {
  const [{ manifest } = { manifest: { version: '0.0.0' } }] = packagesOf(folder)
  const needed = `${manifest.version}`.startsWith('0.') ? ['minor', 'major'] : ['major']
  const changesets = readdirSync(join(folder, '.changeset'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => readFileSync(join(folder, '.changeset', file), 'utf8'))
  return Object.entries(breaks)
    .filter(
      ([name]) => !changesets.some((text) => needed.some((bump) => text.includes(`"${name}": ${bump}`))),
    )
    .map(
      ([name, lines]) =>
        `${name} no longer has what the last release had. Restore it, or add a ${needed[0]} changeset of ${name}.\n    ${lines.join('\n    ')}`,
    )
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--write')) writeApi(root, readApi(root))
  else {
    const before = readKeptApi(root)
    const wrong = before ? unannounced(root, breaksOf(before, readApi(root))) : []
    for (const line of wrong) console.error(line)
    if (wrong.length > 0) process.exitCode = 1
    else console.log(before ? 'Nothing that was released is gone.' : 'Nothing is released yet.')
  }
}
