// What no file may contain: paths of one machine, private registries, unfinished work.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { at, type Check, filesOf } from './check.ts'

interface Ban {
  readonly pattern: RegExp
  readonly remedy: string
  /** The files to search. Default: all. */
  readonly where?: RegExp
  /** Exceptions. */
  readonly but?: RegExp
}

/** Words of comments and messages, and plain English for each. */
const plainWords: readonly (readonly [RegExp, string])[] = [
  [/(?<!\bthere[\s*/]+)\b(?:is|are|was|were) no (?!longer)/gi, '"is not a"'],
  [/\bwanted\b/gi, '"expected"'],
  [/\btold of\b/gi, '"called with"'],
  [/\bdoors?\b/gi, '"entry point"'],
  [/\banswer(?:s|ing)?\b/gi, '"response" or "respond"'],
  [/\ba text\b/gi, '"a string"'],
  [/\bgiven up\b/gi, '"timed out" or "stopped"'],
  [/\bturn of the queue\b/gi, '"microtask"'],
]

// Written so that this file contains none of them.
const bans: readonly Ban[] = [
  {
    pattern: /(?<![\w.-])[/](?:(?:work|root)[/]|tmp[/]pn\b|(?:home|Users)[/]\w+)/g,
    remedy: 'It is the path of one machine. Make it relative.',
  },
  {
    pattern: /\bhttps?:[/]{2}[\w.-]*\b(registry|npm\w*|verdaccio|artifactory|nexus|jfrog)\b[\w.-]*(:\d+)?/gi,
    but: /^https:[/]{2}(registry\.npmjs\.org|(www|docs)\.npmjs\.com|npmjs\.com)$/,
    remedy: 'Name no registry but the public one.',
  },
  {
    pattern: /\b(TODO|FIXME|XXX)\b/g,
    where: /^packages\/[^/]+\/src\//,
    remedy: 'Do it now, or open an issue.',
  },
  ...plainWords.map(([pattern, instead]) => ({
    pattern,
    where: /^packages\/[^/]+\/src\//,
    remedy: `Write ${instead}.`,
  })),
]

export const words: Check = async (root) => {
  const files = filesOf(root)
  const violations = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    return bans
      .filter(({ where }) => where?.test(file) ?? true)
      .flatMap(({ pattern, but, remedy }) =>
        [...text.matchAll(pattern)]
          .filter(([found]) => !but?.test(found))
          .map(
            (match) => `${at(root, join(root, file), text, match.index)} has "${match[0].trim()}". ${remedy}`,
          ),
      )
  })
  return { looked: `${files.length} files`, violations }
}
