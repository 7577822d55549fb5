import { styleText } from 'node:util'
import type { Language, Text } from '../language/language.ts'
import type { Output, World } from './streams.ts'

type Style = Parameters<typeof styleText>[0]

/** What a command prints on. */
export interface Screen {
  readonly language: Language
  /** The words in the language of the user. */
  say(text: Text): string
  /** Colours a string, if the user sees colours. */
  style(style: Style, text: string): string
  /** One line of the result, on standard output. */
  print(line: string): void
  /** One line beside the result (warnings, progress), on standard error. */
  note(line: string): void
  /** The result for programs. */
  printJson(value: unknown): void
  /** Whether the user asked for everything: `--verbose`. */
  readonly isVerbose: boolean
  /** How far a long command is, on one line that the next call replaces. Only for terminals. */
  progress(line: string): void
}

export interface ScreenOptions {
  readonly language: Language
  readonly isVerbose: boolean
}

export function createScreen({ stdout, stderr, env }: World, { language, isVerbose }: ScreenOptions): Screen {
  const styleOn = (output: Output) => {
    const isColoured = coloursOn(output, env)
    return (style: Style, text: string): string =>
      isColoured ? styleText(style, text, { validateStream: false }) : text
  }
  return {
    language,
    isVerbose,
    say: (text) => text[language],
    style: styleOn(stdout),
    print: (line) => void stdout.write(`${line}\n`),
    note: (line) => void stderr.write(`${line}\n`),
    printJson: (value) => void stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    progress(line) {
      if (stderr.isTTY && env.TERM !== 'dumb') stderr.write(`\r${line}${eraseToEnd}`)
    },
  }
}

/** What a terminal obeys: it erases the rest of the line. */
const eraseToEnd = '\u001b[K'

/** https://no-color.org: any value but the empty one turns colours off. */
function coloursOn({ isTTY }: Output, { NO_COLOR, FORCE_COLOR, TERM }: World['env']): boolean {
  if (NO_COLOR) return false
  if (FORCE_COLOR) return FORCE_COLOR !== '0'
  return isTTY === true && TERM !== 'dumb'
}
