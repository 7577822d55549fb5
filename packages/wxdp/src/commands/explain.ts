import { explainCode } from '@wxdp/core'
import { exitCodes } from '../terminal/exit-codes.ts'
import { plain } from '../terminal/plain.ts'
import type { Context } from './context.ts'
import { programTexts } from './program-texts.ts'

/** `wxdp explain CODE|NUMBER|Request-ID`. */
export function explain({ screen }: Context, code: string, { json }: { readonly json?: boolean }): number {
  const { language } = screen
  const name = code.trim().toUpperCase()
  const own = programTexts[name]
  const text = own
    ? `${name}: ${own[language]}\n ${ERROR_LINK}${name.toLowerCase()}`
    : explainCode(code, { language })
  if (json) screen.printJson({ asked: code, known: text !== undefined, text: text ?? null })
  else if (text !== undefined) screen.print(text)
  if (text !== undefined) return exitCodes.done
  if (!json) {
    screen.note(
      screen.say({
        en: `Nothing is known about ${plain(code)}. Pass the code of an error, such as SIGN_ERROR, the nine digits of an error number, or a whole Request-ID.`,
        zh: `没有 ${plain(code)} 的说明。请传入错误码（如 SIGN_ERROR）、9 位错误编号，或完整的 Request-ID。`,
      }),
    )
  }
  return exitCodes.no
}
