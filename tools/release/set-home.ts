// Writes where the project lives: the repository into the manifest of every package, which npm compares with where a
// release was built, and the site into the root's and into pages that show it. Messages of errors lead there
// (tools/build/error-link.ts).
//
//   node --import tsx tools/release/set-home.ts https://github.com/OWNER/REPOSITORY https://SITE
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { packagesOf } from '@wxdp-internal/checks/check'
import { root } from './workspace.ts'

export interface Home {
  /** The page of the repository, without a slash at its end. */
  readonly repository: string
  /** The site, without a slash at its end. */
  readonly site: string
}

export function setHome(folder: string, { repository: home, site }: Home): void {
  if (!/^https:\/\/[\w.-]+\/[\w.-]+\/[\w.-]+$/.test(home) || home.endsWith('.git')) {
    throw new Error(`Found ${home}; expected a page such as https://github.com/OWNER/REPOSITORY.`)
  }
  if (!/^https:\/\/[\w.-]+(\/[\w.-]+)*$/.test(site)) {
    throw new Error(`Found ${site}; expected the site, such as https://docs.example.com.`)
  }
  const manifest = join(folder, 'package.json')
  const rootManifest = JSON.parse(readFileSync(manifest, 'utf8'))
  const before = rootManifest.homepage
  rootManifest.homepage = site
  writeFileSync(manifest, `${JSON.stringify(rootManifest, null, 2)}\n`)
  for (const page of pagesOf(folder)) {
    const text = readFileSync(page, 'utf8')
    if (text.includes(before)) writeFileSync(page, text.replaceAll(before, site))
  }
  for (const { folder: at, manifest } of packagesOf(folder)) {
    if (manifest.private) continue
    const directory = relative(folder, at).replaceAll('\\', '/')
    const file = join(at, 'package.json')
    const { name, version, description, keywords, license, ...rest } = JSON.parse(readFileSync(file, 'utf8'))
    const whole = {
      ...{ name, version, description, keywords },
      homepage: `${home}/tree/main/${directory}#readme`,
      bugs: `${home}/issues`,
      repository: { type: 'git', url: `git+${home}.git`, directory },
      license,
      ...rest,
    }
    writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`)
  }
}

/** Pages, whose output has links of messages: in docs, and READMEs. */
function pagesOf(folder: string): string[] {
  const pages = ['docs/en', 'docs/zh'].flatMap((at) =>
    readdirSync(join(folder, at), { recursive: true }).map((file) => join(folder, at, String(file))),
  )
  const readmes = [folder, ...packagesOf(folder).map((pack) => pack.folder)].flatMap((at) =>
    ['README.md', 'README.zh-CN.md'].map((file) => join(at, file)),
  )
  return [...pages, ...readmes].filter((file) => file.endsWith('.md') && existsSync(file))
}

const [repository, site] = process.argv.slice(2)
if (process.argv[1] === import.meta.filename) {
  if (!repository || !site) throw new Error('Name the page of the repository, and the site.')
  setHome(root, { repository, site })
}
