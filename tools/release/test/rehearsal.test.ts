// A release from the changesets to the user, twice: the first version, and a patch.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expected } from '@wxdp-internal/consumers/round-trip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { breaksOf, readApi, readKeptApi, unannounced, writeApi } from '../api.ts'
import { type Consumer, createConsumer } from '../consumer.ts'
import { faultsIn, prepare } from '../prepare.ts'
import { type Registry, startRegistry } from '../registry.ts'
import { setHome } from '../set-home.ts'
import { copyWorkspace, digestsOf, pack, root, type Workspace, workspaceIn } from '../workspace.ts'

const names = [
  '@wxdp/auth',
  '@wxdp/auth-sm',
  '@wxdp/core',
  '@wxdp/fetch',
  '@wxdp/notify',
  '@wxdp/sandbox',
  'wxdp',
]
const site = 'https://wxdp-docs.example.com/pages'
// Only a public host can vouch for where a tarball was built.
const unproven = ['--provenance=false']
const tarballsOf = (version: string): string[] =>
  names.map((name) => `${name.replace('@wxdp/', 'wxdp-')}-${version}.tgz`).sort()

describe('a release', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wxdp-release-'))
  let copy: Workspace
  let registry: Registry
  let consumer: Consumer
  beforeAll(async () => {
    await workspaceIn(root).pnpm('run', 'build', '--output-logs=errors-only')
    copy = await copyWorkspace(join(folder, 'workspace'))
    const upstream = execFileSync('npm', ['config', 'get', 'registry'], {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    }).trim()
    registry = await startRegistry(join(folder, 'registry'), { upstream, own: names })
    consumer = createConsumer(join(folder, 'consumer'), registry)
  }, 300_000)
  afterAll(async () => {
    await registry?.stop()
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  /** Takes the changesets, builds, packs, and publishes. */
  async function release(version: string): Promise<void> {
    await copy.pnpm('exec', 'changeset', 'version')
    await copy.pnpm('run', 'build', '--output-logs=errors-only')
    const target = join(folder, version)
    const tarballs = await prepare(copy, target)
    expect(tarballs.map((path) => basename(path)).sort()).toEqual(tarballsOf(version))
    for (const tarball of tarballs) await consumer.npm('publish', tarball, ...unproven)
    for (const line of readFileSync(join(target, 'SHA256SUMS'), 'utf8').trim().split('\n')) {
      const [digest, file = ''] = line.split('  ')
      expect(digestsOf({ file: join(target, file) })).toEqual({ file: digest })
    }
    const bill = JSON.parse(readFileSync(join(target, `wxdp-notify-${version}.cdx.json`), 'utf8'))
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { version } } })
    const parts: { readonly purl: string; readonly licenses: readonly unknown[] }[] = bill.components
    expect(parts.map(({ purl }) => purl)).toContain(`pkg:npm/%40wxdp/core@${version}`)
    for (const { licenses } of parts) expect(licenses).not.toEqual([])
  }
  const versions = () => names.map((name) => consumer.manifest(name).version)
  const all = (version: string): string[] => names.map(() => version)
  const ran = (version: string): string =>
    [
      expected,
      `keys must map the serials of WeChat Pay's keys to the keys; found no key. ${site}/errors#auth_option_invalid`,
      `wxdp/${version}`,
    ].join('\n')

  it('is the same, byte for byte, wherever it is built', async () => {
    const here = await pack(workspaceIn(root), join(folder, 'here'))
    expect(digestsOf(await pack(copy, join(folder, 'there')))).toEqual(digestsOf(here))
  })

  it('is refused without a version, a repository and a site', async () => {
    expect(faultsIn(copy.folder)).toEqual([
      'The site is https://wxdp.example, which leads nowhere. See RELEASING.md, "Once".',
      'No version is set. Run `npx pnpm@12.21.0 changeset version`.',
      ...names.map(
        (name) => `${name} names no repository, which provenance needs. See RELEASING.md, "Once".`,
      ),
    ])
    await expect(prepare(copy, join(folder, 'none'))).rejects.toThrow(
      'This cannot be released:\n  The site is',
    )
    const repository = 'https://git.example.com/wxdp/wxdp'
    expect(() => setHome(copy.folder, { repository: 'git@example.com:a/b', site })).toThrow(
      'expected a page such as',
    )
    expect(() => setHome(copy.folder, { repository, site: `${site}/` })).toThrow('expected the site')
    setHome(copy.folder, { repository, site })
    expect(JSON.parse(copy.read('package.json'))).toMatchObject({ homepage: site })
    expect(copy.read('docs/en/learn/values.md')).toContain(`${site}/errors#no_auth`)
    expect(JSON.parse(copy.read('packages/auth/package.json'))).toMatchObject({
      homepage: 'https://git.example.com/wxdp/wxdp/tree/main/packages/auth#readme',
      bugs: 'https://git.example.com/wxdp/wxdp/issues',
      repository: {
        type: 'git',
        url: 'git+https://git.example.com/wxdp/wxdp.git',
        directory: 'packages/auth',
      },
    })
  })

  it('of 0.1.0: is published, installed and run', async () => {
    await release('0.1.0')
    await consumer.npm('install', ...names)
    expect(versions()).toEqual(all('0.1.0'))
    expect(await consumer.run()).toContain(ran('0.1.0'))
    for (const name of names) {
      const manifest = consumer.manifest(name)
      expect(JSON.stringify(manifest)).not.toMatch(/workspace:|catalog:/)
      for (const [dependency, range] of Object.entries(manifest.dependencies ?? {})) {
        if (names.includes(dependency))
          expect([name, dependency, range]).toEqual([name, dependency, '^0.1.0'])
      }
    }
    const changelog = copy.read('packages/notify/CHANGELOG.md')
    expect(changelog).toMatch(/^# @wxdp\/notify\n\n## 0\.1\.0\n\n### Minor Changes\n\n- \S/)
    expect(changelog).not.toContain('Updated dependencies')
  })

  it('keeps its public types, so that nothing breaks without a changeset that says so', () => {
    expect(readKeptApi(copy.folder)).toBeUndefined()
    const api = readApi(copy.folder)
    writeApi(copy.folder, api)
    const before = readKeptApi(copy.folder) ?? {}
    expect(breaksOf(before, api)).toEqual({})
    const { index = '', ...others } = api['@wxdp/auth'] ?? {}
    const more = { ...api, '@wxdp/auth': { ...others, index: `${index}\nexport function more(): void;` } }
    expect(breaksOf(before, more)).toEqual({})
    const changed = index.replace('export function createSigner(options', 'export function createSigner(all')
    const breaks = breaksOf(before, { ...api, '@wxdp/auth': { ...others, index: changed } })
    expect(breaks).toEqual({
      '@wxdp/auth': [expect.stringMatching(/^index: export function createSigner\(options/)],
    })
    expect(unannounced(copy.folder, breaks)).toEqual([
      expect.stringMatching(/^@wxdp\/auth no longer has .* add a minor changeset of @wxdp\/auth\.\n/),
    ])
    expect(Object.keys(breaksOf(before, { ...api, '@wxdp/fetch': {} }))).toEqual(['@wxdp/fetch'])
    copy.write('.changeset/less.md', '---\n"@wxdp/auth": patch\n---\n\nMend\n')
    expect(unannounced(copy.folder, breaks)).toHaveLength(1)
    copy.write('.changeset/less.md', '---\n"@wxdp/auth": minor\n---\n\nChange\n')
    expect(unannounced(copy.folder, breaks)).toEqual([])
    rmSync(join(copy.folder, '.changeset/less.md'))
  })

  it('of a patch: all packages get it, and a user gets it by an update', async () => {
    copy.write('.changeset/mend.md', '---\n"@wxdp/fetch": patch\n---\n\nMend something\n')
    await release('0.1.1')
    await consumer.npm('update')
    expect(versions()).toEqual(all('0.1.1'))
    expect(await consumer.run()).toContain(ran('0.1.1'))
    expect(copy.read('packages/fetch/CHANGELOG.md')).toContain(
      '## 0.1.1\n\n### Patch Changes\n\n- Mend something\n\n## 0.1.0',
    )
  })

  it('is refused if its version is published already', async () => {
    const [tarball = ''] = tarballsOf('0.1.1')
    const again = consumer.npm('publish', join(folder, '0.1.1', tarball), ...unproven)
    await expect(again).rejects.toThrow(/cannot publish over|already present|E409|E403/i)
  })
}, 300_000)
