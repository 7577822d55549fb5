// What the pages of docs/*/start tell their reader to do, in both languages.
import { describe, expect, it } from 'vitest'
import { ownPort } from '../server.ts'
import { fileOf, takeWalk } from '../walks/walk.ts'
import { onOldNode, walks } from '../walks/walks.ts'

const all = walks.flatMap((walk) =>
  (['en', 'zh'] as const).map((language) => ({
    ...{ ...walk, language },
    file: fileOf(walk.page, language),
  })),
)

it.concurrent.for(all)('$file', async (walk, { skip }) => {
  const missing = Object.keys(walk.programs).filter((name) => !walk.programs[name])
  if (missing.length > 0) return skip(`${missing.join(', ')} is not on this machine`)
  await takeWalk(walk, { language: walk.language, port: await ownPort() })
})

it.concurrent('docs/en/start/node.md on the Node of this machine, without TypeScript', async () => {
  await takeWalk(onOldNode, { language: 'en', port: await ownPort() })
})

describe('a page that is wrong is found', () => {
  const page = (...blocks: readonly (readonly [language: string, code: string])[]): string =>
    blocks.map(([language, code]) => `\`\`\`${language}\n${code}\n\`\`\`\n`).join('\n')
  const says = (text: string) => ['js', `// a.mjs\nimport '@wxdp/auth'\n${text}`] as const
  const install = ['sh', 'npm install @wxdp/auth'] as const
  const run = ['sh', 'node a.mjs'] as const
  const later = "console.log('one 12 ms')\nsetTimeout(() => console.log('two'), 100)"
  const take = async (text: string) =>
    takeWalk({ page: 'x', port: 3000, programs: {}, packages: {} }, { language: 'en', port: 1, text })

  it('takes one that is right', async () => {
    await take(page(install, says(later), run, ['text', 'one 5 ms'], ['text', 'two']))
    await take(page(install, says(later), run, ['text', '…\ntwo']))
    await take(page(install, says(later), run, ['text', 'one 5 ms\n…']))
    await take(page(install, says(later), run))
  })

  it.for<readonly [string, string, RegExp]>([
    [
      'other output',
      page(install, says(later), run, ['text', 'three']),
      /:13 The page shows:\nthree\nPrinted/,
    ],
    [
      'output left out',
      page(install, says("console.log('one\\ntwo')"), run, ['text', 'one']),
      /does not show:\ntwo/,
    ],
    ['output that never comes', page(install, says(''), run, ['text', 'one']), /The page shows:\none/],
    ['a package that is not installed', page(says(''), run), /Cannot find package '@wxdp\/auth'/],
    ['a program that fails', page(install, says('process.exit(3)'), run), /ended with 3/],
    ['a block without a name', page(['js', 'console.log(1)']), /Line 2: the block does not begin/],
  ])('%s', async ([, text, problem]) => {
    await expect(take(text)).rejects.toThrow(problem)
  })
})
