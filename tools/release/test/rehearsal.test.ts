// A release from the changesets to the user, twice: the first version, and a patch.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expected } from '../../consumers/round-trip.ts'
import { type Consumer, createConsumer } from '../consumer.ts'
import { type Registry, startRegistry } from '../registry.ts'
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
const tarballsOf = (version: string): string[] =>
  names.map((name) => `${name.replace('@wxdp/', 'wxdp-')}-${version}.tgz`).sort()

describe('a release', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wxdp-release-'))
  let copy: Workspace
  let registry: Registry
  let consumer: Consumer
  beforeAll(async () => {
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
    const tarballs = await pack(copy, join(folder, version))
    expect(Object.keys(tarballs).sort()).toEqual(tarballsOf(version))
    for (const tarball of Object.values(tarballs))
      await consumer.npm('publish', tarball, '--access', 'public')
  }
  const versions = () => names.map((name) => consumer.manifest(name).version)
  const all = (version: string): string[] => names.map(() => version)
  const ran = (version: string): string => `${expected}\nwxdp/${version}`

  it('is the same, byte for byte, wherever it is built', async () => {
    const here = await pack(workspaceIn(root), join(folder, 'here'))
    expect(digestsOf(await pack(copy, join(folder, 'there')))).toEqual(digestsOf(here))
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
    const again = consumer.npm('publish', join(folder, '0.1.1', tarball), '--access', 'public')
    await expect(again).rejects.toThrow(/cannot publish over|already present|E409|E403/i)
  })
}, 300_000)
