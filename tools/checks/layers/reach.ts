// Tests, tools and examples use other packages as their users do: by name.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { at, filesOf, pathIn } from '../check.ts'

const path = /(['"`])(\.\.?\/[^'"`\s]+)\1/g
const member = /^(packages|tools|examples)\/[^/]+\//
/** Examples are programs, which tools start by their paths. */
const hidden = /^(packages|tools)\//

export function reaches(root: string): string[] {
  return filesOf(root)
    .filter(
      (file) => /\.(m?ts|mjs)$/.test(file) && member.test(file) && !/^packages\/[^/]+\/src\//.test(file),
    )
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      const [own = ''] = member.exec(file) ?? []
      return [...text.matchAll(path)].flatMap(({ 2: specifier = '', index }) => {
        const target = pathIn(root, join(root, dirname(file), specifier))
        if (`${target}/`.startsWith(own) || !hidden.test(target) || !existsSync(join(root, target))) return []
        return [
          `${at(root, join(root, file), text, index)} reaches into ${target}. Import the package by its name.`,
        ]
      })
    })
}
