import { ApiError, explain } from '@wxdp/core'
import { CommanderError } from 'commander'
import { ProgramError } from '../errors.ts'
import { explainLines } from '../language/explain-lines.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { plain } from '../terminal/plain.ts'
import type { Screen } from '../terminal/screen.ts'
import { usageMessage } from './usage-message.ts'

/**
 * Prints an error with its code and its remedy, and returns what the program exits with. An error of the packages has
 * each wrong field and each cause on an indented line of its own; with `--verbose`, it has its pages, too.
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
  screen.note(screen.isVerbose ? explain(error, { language }) : explainLines(error, language).join('\n  '))
  if (error instanceof ApiError) return exitCodes.refused
  const { name, code } = Object(error) as { readonly name?: unknown; readonly code?: unknown }
  if (name === 'FetchError') {
    // Nothing was sent.
    return code === 'FETCH_IDENTITY' || code === 'FETCH_LIMITED' ? exitCodes.usage : exitCodes.unknown
  }
  const isKnown = typeof code === 'string' && /^(AUTH|CORE|FETCH|NOTIFY|SANDBOX)_/.test(code)
  return isKnown ? exitCodes.usage : exitCodes.bug
}
