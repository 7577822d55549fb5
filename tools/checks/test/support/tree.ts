// A small repository in which every check finds nothing. Tests plant faults in it.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Check, Report } from '../../check.ts'

export type Tree = Readonly<Record<string, string>>

const here = join(import.meta.dirname, '../..')
const { packageManager } = JSON.parse(readFileSync(join(here, '../../package.json'), 'utf8'))

export function manifest(name: string, more: object = {}): string {
  return JSON.stringify({
    name: `@wxdp/${name}`,
    version: '0.0.0',
    license: 'MIT',
    author: 'wxdp contributors',
    publishConfig: { access: 'public', provenance: true },
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20.19' },
    files: ['dist', 'src', 'SKILL.md', '!dist/*.tsbuildinfo'],
    exports: exportsWith(),
    types: './dist/index.d.ts',
    ...more,
  })
}

/** The entry points of a sound package, and more. */
export function exportsWith(more: object = {}): object {
  return {
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    ...more,
    './package.json': './package.json',
  }
}

export function fenced(language: string, ...lines: readonly string[]): string {
  return ['```'.concat(language), ...lines, '```', ''].join('\n')
}

export const call = `import { createSigner, createVerifier } from '@wxdp/auth'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'

const { MCHID = '', SERIAL_NO = '', PRIVATE_KEY = '', PLATFORM_SERIAL = '', PLATFORM_PUBLIC_KEY = '' } = process.env
const client = createClient({
  signer: createSigner({ mchid: MCHID, serialNo: SERIAL_NO, privateKey: PRIVATE_KEY }),
  verifier: createVerifier({ keys: { [PLATFORM_SERIAL]: PLATFORM_PUBLIC_KEY } }),
})
await client.call(setNotifyUrl, { sp_mchid: MCHID, notify_url: 'https://pay.example.com/wechatpay/plans' })`

export const receive = `import { createVerifier } from '@wxdp/auth'
import { createHandler } from '@wxdp/notify'

const { API_V3_KEY = '', PLATFORM_SERIAL = '', PLATFORM_PUBLIC_KEY = '' } = process.env
const verifier = createVerifier({ keys: { [PLATFORM_SERIAL]: PLATFORM_PUBLIC_KEY } })
export default {
  fetch: createHandler({
    verifier,
    apiV3Key: API_V3_KEY,
    async onNotification() {},
  }),
}`

const readme = `# One\n\n[Two](#two) and \`packages/auth\`.\n\n${fenced('ts', call)}\n## Two\n\n${fenced('ts', receive)}`

export const skill = `---\nname: one\ndescription: One.\n---\n\n# One\n`

const base: Tree = {
  'package.json': JSON.stringify({ private: true, packageManager }),
  'pnpm-workspace.yaml': 'packages: [packages/*]\npmOnFail: ignore\n',
  LICENSE: 'MIT\n',
  'SKILL.md': skill,
  'README.md': readme,
  'README.zh-CN.md': readme.replace('# One', '# 一').replaceAll('await client', '// 注释\nawait client'),
  'tools/checks/exports.txt':
    '@wxdp/auth importPrivateKey function\n@wxdp/fetch two const\n@wxdp/fetch/data.json default json\n',
  'packages/auth/SKILL.md': skill,
  'packages/auth/README.md': '# Auth\n',
  'packages/auth/README.zh-CN.md': '# Auth\n',
  'packages/auth/package.json': manifest('auth'),
  'packages/auth/src/index.ts': "export { importPrivateKey } from './keys/one.ts'\n",
  'packages/auth/src/keys/one.ts': `// process and Buffer in a comment
/**
 * @example
 * const key = await importPrivateKey(privateKey)
 */
export function importPrivateKey(host: { process: string }, global = 'Buffer'): string {
  return host.process + global
}
`,
  'packages/auth/src/provider/fast.node.ts': "import 'node:fs'\nexport const pid = process.pid\n",
  'packages/auth/dist/index.js': 'export function importPrivateKey() {}\n',
  'packages/auth/dist/index.d.ts': 'export declare function importPrivateKey(): string\n',
  'packages/fetch/SKILL.md': skill,
  'packages/fetch/README.md': '# Fetch\n',
  'packages/fetch/README.zh-CN.md': '# Fetch\n',
  'packages/fetch/package.json': manifest('fetch', {
    dependencies: { '@wxdp/auth': '0.0.0' },
    exports: exportsWith({ './data.json': './dist/data.json' }),
  }),
  'packages/fetch/src/index.ts': "export { two } from './call/two.ts'\n",
  'packages/fetch/src/call/two.ts':
    "import { importPrivateKey } from '@wxdp/auth'\nexport const two = importPrivateKey({ process: '' })\n",
  'packages/fetch/dist/data.json': '{}\n',
  'packages/fetch/dist/index.js': 'export const two = 2\n',
  'packages/fetch/dist/index.d.ts': 'export declare const two: number\n',
}

/** What a check says about the small repository, with the files of `change` added or replaced. */
export async function look(check: Check, change: Tree = {}): Promise<Report> {
  mkdirSync(join(here, '.tmp'), { recursive: true })
  const root = mkdtempSync(join(here, '.tmp/tree-'))
  try {
    for (const [file, text] of Object.entries({ ...base, ...change })) {
      mkdirSync(dirname(join(root, file)), { recursive: true })
      writeFileSync(join(root, file), text)
    }
    execFileSync('git', ['init', '--quiet'], { cwd: root })
    return await check(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** The violations that a check finds once the files of `change` are planted, in the order of their text. */
export async function faults(check: Check, change: Tree): Promise<string[]> {
  return [...(await look(check, change)).violations].sort()
}
