import type { Command, Option } from 'commander'

/** What may come next on a command line, and what it is. */
export interface Suggestion {
  readonly word: string
  readonly meaning: string
}

/**
 * Suggests the last word of a command line, from the tree of commands.
 *
 * @param words Without the program. The last one is incomplete, or empty.
 * @returns Empty where anything may come, such as a file.
 */
export function suggest(program: Command, words: readonly string[]): Suggestion[] {
  // Bash makes three words of --lang=zh.
  const parts = words.filter((word) => word !== '=')
  const last = parts.at(-1) ?? ''
  const { path, waiting } = walk(program, parts.slice(0, -1))
  if (waiting) return starting(last, valuesOf(waiting))
  const command = path.at(-1) as Command
  const [, flag, value] = /^(--[^=]+)=(.*)$/.exec(last) ?? []
  if (flag !== undefined && value !== undefined) {
    const option = optionOf(path, flag)
    const values = option ? valuesOf(option) : []
    return starting(
      last,
      values.map(({ word, meaning }) => ({ word: `${flag}=${word}`, meaning })),
    )
  }
  if (last.startsWith('-')) return starting(last, flagsOf(path))
  const help = command.createHelp()
  return starting(
    last,
    help.visibleCommands(command).map((each) => ({ word: each.name(), meaning: each.description() })),
  )
}

/** Follows the complete words: down the commands, over options with their values. */
function walk(program: Command, words: readonly string[]): { path: Command[]; waiting?: Option | undefined } {
  const path = [program]
  let waiting: Option | undefined
  for (const word of words) {
    if (waiting) {
      waiting = undefined
    } else if (word.startsWith('-')) {
      const option = optionOf(path, word)
      if (option?.required) waiting = option
    } else {
      const next = path.at(-1)?.commands.find((command) => command.name() === word)
      if (next) path.push(next)
    }
  }
  return { path, waiting }
}

function optionOf(path: readonly Command[], flag: string): Option | undefined {
  return path
    .flatMap(({ options }) => options)
    .find((option) => option.long === flag || option.short === flag)
}

function valuesOf({ argChoices = [] }: Option): Suggestion[] {
  return argChoices.map((word) => ({ word, meaning: '' }))
}

function flagsOf(path: readonly Command[]): Suggestion[] {
  return path.flatMap((command) =>
    command
      .createHelp()
      .visibleOptions(command)
      .map(({ long, description }) => ({ word: long ?? '', meaning: description })),
  )
}

function starting(start: string, suggestions: readonly Suggestion[]): Suggestion[] {
  const seen = new Set<string>()
  return suggestions.filter(({ word }) => word.startsWith(start) && !seen.has(word) && seen.add(word))
}
