// Writes where the project lives into the manifest of every package. npm compares it with where a release was built.
//
//   node --import tsx tools/release/set-home.ts https://github.com/OWNER/REPOSITORY
import { readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { packagesOf } from '@wxdp-internal/checks/check'
import { root } from './workspace.ts'

/** @param home The page of the repository, without a slash at its end. */
export function setHome(folder: string, home: string): void {
  if (!/^https:\/\/[\w.-]+\/[\w.-]+\/[\w.-]+$/.test(home) || home.endsWith('.git')) {
    throw new Error(`Found ${home}; expected a page such as https://github.com/OWNER/REPOSITORY.`)
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

const [home] = process.argv.slice(2)
if (process.argv[1] === import.meta.filename) {
  if (home === undefined) throw new Error('Name the page of the repository.')
  setHome(root, home)
}
