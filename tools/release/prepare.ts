// Makes what a release publishes: a tarball and a CycloneDX document a package, and their checksums.
//
//   node --import tsx tools/release/prepare.ts FOLDER
//
// The packages must be built, and `changeset version` must have set their versions.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packagesOf } from '@wxdp-internal/checks/check'
import { published } from '@wxdp-internal/services/tarballs'
import { digestsOf, pack, root, type Workspace, workspaceIn } from './workspace.ts'

/** @returns The paths of the tarballs. */
export async function prepare(workspace: Workspace, target: string): Promise<readonly string[]> {
  const wrong = faultsIn(workspace.folder)
  if (wrong.length > 0) throw new Error(`This cannot be released:\n  ${wrong.join('\n  ')}`)
  const tarballs = await pack(workspace, target)
  await workspace.pnpm(
    ...['sbom', '--sbom-format', 'cyclonedx', '--prod', '--split'],
    ...[...published, '--out', join(target, '%s-%v.cdx.json')],
  )
  const files = Object.fromEntries(readdirSync(target).map((file) => [file, join(target, file)]))
  const sums = Object.entries(digestsOf(files)).map(([name, digest]) => `${digest}  ${name}\n`)
  writeFileSync(join(target, 'SHA256SUMS'), sums.join(''))
  return Object.values(tarballs)
}

/** What keeps the packages from being released. */
export function faultsIn(folder: string): string[] {
  const published = packagesOf(folder).filter(({ manifest }) => !manifest.private)
  const versions = [...new Set(published.map(({ manifest }) => manifest.version))]
  const { homepage = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return [
    ...(/\.example$/.test(new URL(homepage).hostname)
      ? [`The site is ${homepage}, which leads nowhere. See RELEASING.md, "Once".`]
      : []),
    ...(versions.length > 1 ? [`The packages have the versions ${versions.join(', ')}; expected one.`] : []),
    ...(versions.includes('0.0.0') ? ['No version is set. Run `npx pnpm@12.21.0 changeset version`.'] : []),
    ...published.flatMap(({ folder: at, manifest }) => [
      ...(manifest.repository
        ? []
        : [`${manifest.name} names no repository, which provenance needs. See RELEASING.md, "Once".`]),
      ...(existsSync(join(at, 'dist'))
        ? []
        : [`${manifest.name} is not built. Run \`npx pnpm@12.21.0 build\`.`]),
    ]),
  ]
}

const [target] = process.argv.slice(2)
if (process.argv[1] === import.meta.filename) {
  if (target === undefined) throw new Error('Name a folder for the tarballs.')
  for (const tarball of await prepare(workspaceIn(root), target)) console.log(tarball)
}
