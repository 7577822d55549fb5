import { ApiError, explain } from '@wxdp/core'
import { CommanderError } from 'commander'
import { ProgramError } from '../errors.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { plain } from '../terminal/plain.ts'
import type { Screen } from '../terminal/screen.ts'
import { usageMessage } from './usage-message.ts'

/**
 * Prints an error in one line, with its code and its remedy, and returns what the program exits with. With `--verbose`,
 * an error of the packages has its causes and its pages on lines of their own.
 */
export function report(error: unknown, screen: Screen, signal: AbortSignal): number {
  const { language } = screen
  if (error instanceof CommanderError) {
    screen.note(`WXDP_USAGE: ${plain(usageMessage(error, language))}`)
    return exitCodes.usage
  }
  if (error instanceof ProgramError) {
    screen.note(`${error.code}: ${plain(error.message)}`)
    return error.exitCode
  }
  if (signal.aborted && (error as Error | undefined)?.name === 'AbortError') {
    screen.note(
      screen.say({
        en: 'Stopped. A call that was under way may have been carried out.',
        zh: '已停止。正在进行的请求可能已经执行。',
      }),
    )
    return exitCodes.stopped
  }
  const explained = explain(error, { language })
  screen.note(screen.isVerbose ? explained : oneLine(explained))
  if (error instanceof ApiError) return exitCodes.refused
  const { name, code } = Object(error) as { readonly name?: unknown; readonly code?: unknown }
  if (name === 'FetchError') {
    // Nothing was sent.
    return code === 'FETCH_IDENTITY' || code === 'FETCH_LIMITED' ? exitCodes.usage : exitCodes.unknown
  }
  const isKnown = typeof code === 'string' && /^(AUTH|CORE|FETCH|NOTIFY|SANDBOX)_/.test(code)
  return isKnown ? exitCodes.usage : exitCodes.bug
}

/** Without the lines that are only a link. */
function oneLine(explained: string): string {
  const lines = explained.split('\n').map((line) => line.trim())
  return lines.filter((line) => !/^https:\S+$/.test(line)).join(' ')
}
