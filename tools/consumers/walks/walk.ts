// Does what a page of docs/*/start says, in an empty folder, and compares what is printed with what the page shows.
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Child, type Command, EndedError, startChild } from '@wxdp-internal/services'
import { createFolder, type Folder, type FolderOptions } from './folder.ts'
import { isCutOff, lengthOf, withoutColours } from './shown.ts'
import { type Step, stepsOf } from './steps.ts'

export type Language = 'en' | 'zh'

export interface Walk extends FolderOptions {
  /** Its name in the folder `start` of docs, or its path, such as `plans/first-plan`. */
  readonly page: string
  /** The port of the page's own server, for which a free one is put. */
  readonly port?: number
  /** The page that goes on in the same folder. */
  readonly next?: string
  /** What runs in place of a command that cannot run here, which is a server. */
  readonly instead?: (command: string) => Command | undefined
  /** More files, which the reader does not need. */
  readonly also?: (folder: Folder) => void
  /** What the page says under another name of a file or a program. */
  readonly edit?: (page: string) => string
}

interface Program {
  readonly command: string
  readonly child: Child
  /** How much of its output the page has shown. */
  read: number
  /** Whether the page leaves out what follows. */
  isCutOff: boolean
  ended: Error | undefined
  /** Resolves when it has ended. */
  end: Promise<void>
}

const root = join(import.meta.dirname, '../../..')
/** Milliseconds, for a machine that is busy. */
const patience = 90_000

/**
 * Takes a walk, and rejects if anything is not as the page says.
 *
 * @param port A free one.
 * @param text Instead of the page's own.
 */
export async function takeWalk(
  walk: Walk,
  { language, port, text = pageOf(walk, language) }: { language: Language; port: number; text?: string },
): Promise<void> {
  const { page, edit = (text) => text } = walk
  const written = edit(text)
  const steps = stepsOf(walk.port === undefined ? written : written.replaceAll(`${walk.port}`, `${port}`))
  const folder = createFolder(walk)
  walk.also?.(folder)
  const programs: Program[] = []
  try {
    for (const step of steps) {
      try {
        await take(step, { walk, language, port, folder, programs })
      } catch (cause) {
        throw new Error(`${fileOf(page, language)}:${step.line} ${(cause as Error).message}`, { cause })
      }
    }
    for (const program of programs) expectNothingMore(program)
  } finally {
    await Promise.all(programs.map(({ child }) => child.stop()))
    folder.remove()
  }
}

/** Relative to the root. */
export const fileOf = (page: string, language: Language): string =>
  `docs/${language}/${page.includes('/') ? page : `start/${page}`}.md`

const pageOf = ({ page, next }: Walk, language: Language): string =>
  [page, ...(next ? [next] : [])]
    .map((each) => readFileSync(join(root, fileOf(each, language)), 'utf8'))
    .join('\n')

interface Place {
  readonly walk: Walk
  readonly language: Language
  readonly port: number
  readonly folder: Folder
  readonly programs: Program[]
}

async function take(step: Step, place: Place): Promise<void> {
  const { folder, programs } = place
  if (step.kind === 'file') return folder.write(step.path, step.content)
  if (step.kind === 'later') return until(programs, step.shown)
  const { command, shown } = step
  const [, names] =
    /^(?:npm install|bun add|deno add)((?: (?:--?[\w-]+|(?:npm:)?[@\w./-]+))+)$/.exec(command) ?? []
  if (names !== undefined) {
    return folder.install(
      names
        .trim()
        .split(' ')
        .filter((name) => !name.startsWith('-'))
        .map((name) => name.replace(/^npm:/, '')),
    )
  }
  // The folder is there, and empty.
  if (/^(mkdir|cd) [\w-]+$/.test(command)) return
  const instead = place.walk.instead?.(command)
  const program = start(command, place, instead)
  programs.push(program)
  if (instead) return listening(program, place.port)
  if (shown !== undefined) return until([program], shown)
  await program.end
  if (!hasEndedWell(program)) throw program.ended
  program.read = withoutColours(program.child.output).length
}

function start(command: string, { language, port, folder }: Place, instead: Command | undefined): Program {
  const [name = '', ...rest] = command.split(' ')
  const local = join(folder.path, 'node_modules/.bin', rest[0] ?? '')
  // npx itself takes half a second.
  const npx: Command | undefined =
    name === 'npx' && existsSync(local) ? [realpathSync(local), ...rest.slice(1)] : undefined
  const child = startChild(instead ?? npx ?? [name, ...rest], {
    cwd: folder.path,
    env: {
      PATH: folder.searched,
      HOME: folder.path,
      TMPDIR: process.env.TMPDIR,
      PORT: `${port}`,
      LANG: language === 'zh' ? 'zh_CN.UTF-8' : 'en_US.UTF-8',
      NO_COLOR: '1',
      DENO_NO_UPDATE_CHECK: '1',
      WRANGLER_SEND_METRICS: 'false',
      NEXT_TELEMETRY_DISABLED: '1',
    },
    timeout: 2 * patience,
  })
  const program: Program = {
    command,
    child,
    read: 0,
    isCutOff: false,
    ended: undefined,
    end: Promise.resolve(),
  }
  program.end = child
    .until(() => false, 'to end')
    .catch((error: Error) => {
      program.ended = error
    })
  return program
}

/** Waits until a server responds, whatever it does. */
async function listening(program: Program, port: number): Promise<void> {
  let responds = false
  const knock = (): Promise<unknown> =>
    fetch(`http://127.0.0.1:${port}`).then(
      () => {
        responds = true
      },
      () => setTimeout(knock, 50).unref(),
    )
  void knock()
  await program.child.until(() => responds, 'to listen')
}

/** Waits until one of the programs has printed what is shown, after what was shown of it before. */
async function until(programs: readonly Program[], shown: string): Promise<void> {
  const deadline = Date.now() + patience
  for (;;) {
    // Read before: the last output of a program comes before its end.
    const isOver = programs.every(({ ended }) => ended)
    for (const program of programs) {
      const length = lengthOf(shown, unread(program))
      if (length === undefined) continue
      program.read += length
      program.isCutOff = isCutOff(shown)
      return
    }
    if (isOver || Date.now() > deadline) {
      const printed = programs.map((program) => `${program.command}:\n${unread(program)}`).join('\n')
      throw new Error(`The page shows:\n${shown}\nPrinted was:\n${printed}`)
    }
    await sleep(20)
  }
}

const unread = ({ child, read }: Program): string => withoutColours(child.output).slice(read)

const hasEndedWell = ({ ended }: Program): boolean => ended instanceof EndedError && ended.exitCode === 0

function expectNothingMore(program: Program): void {
  const { command, ended, isCutOff } = program
  if (ended && !hasEndedWell(program)) throw new Error(`${command} failed: ${ended.message}`)
  if (!isCutOff && unread(program).trim()) {
    throw new Error(`${command} also printed what the page does not show:\n${unread(program)}`)
  }
}
