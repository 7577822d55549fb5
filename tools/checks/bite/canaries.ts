import { shaking } from '../shaking.ts'
import { budgets, sizes } from '../sizes.ts'
import { type Canary, snippetCanaries } from './snippet-canaries.ts'
import { exportsWith, fenced, manifest } from './tree.ts'

const typesLast = {
  '.': { default: './dist/index.js', types: './dist/index.d.ts' },
  './package.json': './package.json',
}
const machine = ['', 'work', 'main'].join('/')
const mirror = ['https:', '', 'registry.example.com', 'x'].join('/')

export const canaries: Readonly<Record<string, Canary>> = {
  layers: {
    tree: {
      'packages/auth/src/arrow.ts': "export type Two = typeof import('@wxdp/fetch')\n",
      'packages/auth/src/bare.ts': "import 'undeclared/deep'\n",
      'packages/auth/src/hash.ts': "import '#missing'\n",
      'packages/auth/src/out.ts': "export const load = () => import('../../fetch/src/two.ts')\n",
      'packages/auth/src/ring.ts': "import type { Back } from './back.ts'\nexport type Ring = Back\n",
      'packages/auth/src/back.ts': "import type { Ring } from './ring.ts'\nexport type Back = Ring\n",
      'packages/fetch/src/late.ts': "import '@wxdp/core'\n",
      'packages/extra/package.json': manifest('extra'),
      'packages/extra/src/index.ts': '',
    },
    wants: [
      /auth\/src\/arrow\.ts:1 .* no arrow/,
      /bare\.ts:1 .* not declare/,
      /hash\.ts:1 .*"imports"/,
      /out\.ts:1 .* outside/,
      /back\.ts → .*ring\.ts → .*back\.ts: a cycle/,
      /late\.ts:1 .* not declare/,
      /extra has no row/,
    ],
  },
  neutral: {
    tree: {
      'packages/auth/src/builtin.ts': "import 'node:fs'\n",
      'packages/auth/src/bare.ts': "import type { Stats } from 'fs'\nexport type S = Stats\n",
      'packages/auth/src/used.ts': '\nexport const pid = process.pid\n',
      'packages/auth/src/typed.ts': 'export type Bytes = readonly Buffer[]\n',
      'packages/auth/src/through.ts': 'export const env = globalThis.process\n',
      'packages/auth/src/short.ts': 'export const bag = { require }\n',
    },
    wants: [
      /builtin\.ts:1 imports node:fs/,
      /bare\.ts:1 imports fs/,
      /used\.ts:2 .*process/,
      /typed\.ts:1 .*Buffer/,
      /through\.ts:1 .*process/,
      /short\.ts:1 .*require/,
    ],
  },
  docstrings: {
    tree: {
      'packages/core/package.json': manifest('core'),
      'packages/core/src/index.ts': '',
      'packages/core/src/silent.ts': 'export interface Silent {\n  readonly plan_id: string\n}\n',
      'packages/core/src/foreign.ts':
        '/** @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016184554} */\nexport type Foreign = {\n  /** Plan. */\n  readonly plan_id: string\n}\n',
    },
    wants: [
      /silent\.ts:1 has fields of the wire, and no page/,
      /silent\.ts:2 plan_id has no docstring/,
      /foreign\.ts:4 plan_id lacks its Chinese term/,
    ],
  },
  exports: {
    tree: {
      'packages/auth/package.json': manifest('auth', {
        exports: exportsWith({ './more.json': './dist/more.json' }),
      }),
      'packages/auth/src/one.ts': 'export class one {}\nexport const more = 1\n',
      'packages/auth/src/index.ts': "export { more, one } from './one.ts'\nexport const code = 1\n",
      'packages/fetch/src/index.ts': "export * from './two.ts'\n",
    },
    wants: [
      /- @wxdp\/auth importPrivateKey function\n.*\+ @wxdp\/auth code const\n.*\+ @wxdp\/auth more const\n.*\+ @wxdp\/auth one class\n.*\+ @wxdp\/auth\/more\.json default json/,
      /auth\/src\/index\.ts:2 is more than/,
      /fetch\/src\/index\.ts:1 has `export \*`/,
    ],
  },
  packaging: {
    tree: {
      'packages/auth/package.json': manifest('auth', { files: ['dist', 'src'], exports: typesLast }),
      'packages/fetch/package.json': manifest('fetch', {
        license: 'ISC',
        exports: exportsWith({ './gone.json': './dist/gone.json', './data.json': './src/data.json' }),
      }),
      'packages/fetch/dist/index.d.ts': "export * from './gone'\n",
    },
    wants: [
      /auth package\.json: "files" must be/,
      /auth package\.json: "exports" \.: "types" must be first/,
      /auth: src\/one\.ts is packed/,
      /auth: publint: /,
      /fetch package\.json: "license"/,
      /fetch package\.json: "exports" \.\/data\.json: it must be "\.\/dist\/data\.json"/,
      /fetch: publint: .*gone\.json/,
      /fetch: attw: /,
    ],
  },
  sizes: {
    check: (root) =>
      sizes(root, {
        client: { bytes: 1, entry: budgets.client?.entry ?? [], without: ['/v3/marketing/partner'] },
      }),
    wants: [/client: \d+ bytes over/, /client: the bundle has \/v3\/marketing\/partner/],
  },
  shaking: {
    // A bundle that keeps all that a door has.
    check: (root) => shaking(root, (door) => `export * from '@wxdp/core/${door}'`),
    wants: [
      /partner\.createPlan: its bundle holds .*terminate, too/,
      /brand\.pausePlan: its bundle holds .*submit, too/,
    ],
  },
  ...snippetCanaries,
  links: {
    tree: {
      'README.md': `# One\n\n[Gone](gone.md) [Part](#gone) \`packages/gone\`\n\n[far]: docs/gone\n\n${fenced('sh', 'npm test # all')}`,
      'README.zh-CN.md': `# 一\n\n## 二\n\n${fenced('sh', 'npm run demo # 全部')}`,
    },
    wants: [
      /README\.md:3 gone\.md leads/,
      /README\.md:3 #gone leads/,
      /README\.md:3 packages\/gone leads/,
      /README\.md:5 docs\/gone leads/,
      /zh-CN\.md has 1 1 0 0 0 0 headings/,
      /zh-CN\.md:6 code block 1 differs/,
    ],
  },
  words: {
    tree: {
      'docs/path.md': `\nSee ${machine}/x\n`,
      'docs/mirror.md': `From ${mirror}\n`,
      'packages/auth/src/later.ts': '// TODO: later\n',
    },
    wants: [/path\.md:2 has/, /mirror\.md:1 has/, /later\.ts:1 has TODO/],
  },
}
