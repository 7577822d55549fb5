// The walks of docs/*/start whose packages are large, in both languages.
import { it } from 'vitest'
import { ownPort } from '../server.ts'
import { fileOf, takeWalk } from '../walks/walk.ts'
import { builtWalks } from '../walks/walks.ts'

const all = builtWalks().flatMap((walk) =>
  (['en', 'zh'] as const).map((language) => ({
    ...{ ...walk, language },
    file: fileOf(walk.page, language),
  })),
)

it.for(all)('$file', async (walk) => {
  await takeWalk(walk, { language: walk.language, port: await ownPort() })
})
