import { expect, it } from 'vitest'
import { links } from '../links.ts'
import { faults, fenced } from './support/tree.ts'

it('finds links and paths that lead nowhere, and READMEs that differ between languages', async () => {
  const found = await faults(links, {
    'README.md': `# One\n\n[Gone](gone.md) [Part](#gone) \`packages/gone\`\n\n[far]: docs/gone\n\n${fenced('sh', 'npm test # all')}`,
    'README.zh-CN.md': `# 一\n\n## 二\n\n${fenced('sh', 'npm run demo # 全部')}`,
  })
  expect(found).toEqual([
    expect.stringMatching(/README\.md:3 #gone leads/),
    expect.stringMatching(/README\.md:3 gone\.md leads/),
    expect.stringMatching(/README\.md:3 packages\/gone leads/),
    expect.stringMatching(/README\.md:5 docs\/gone leads/),
    expect.stringMatching(/zh-CN\.md has 1 1 0 0 0 0 headings/),
    expect.stringMatching(/zh-CN\.md:6 code block 1 differs/),
  ])
})

it('lets programs print another language in the walks, and nothing else differ there', async () => {
  const page = (command: string, shown: string, folder: string) => ({
    [`docs/en/${folder}/node.md`]: `# Node\n\n${fenced('sh', 'npm test')}\n\n${fenced('text', 'Done')}`,
    [`docs/zh/${folder}/node.md`]: `# Node\n\n${fenced('sh', command)}\n\n${fenced('text', shown)}`,
  })
  expect(await faults(links, page('npm test', '完成', 'start'))).toEqual([])
  expect(await faults(links, page('npm run demo', '完成', 'start'))).toEqual([
    expect.stringMatching(/start\/node\.md:4 code block 1 differs/),
  ])
  expect(await faults(links, page('npm test', '完成', 'learn'))).toEqual([
    expect.stringMatching(/learn\/node\.md:9 code block 2 differs/),
  ])
})
