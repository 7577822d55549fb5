import { createInterface } from 'node:readline'
import { ProgramError } from '../errors.ts'
import type { Text } from '../language/language.ts'
import { exitCodes } from './exit-codes.ts'
import type { Screen } from './screen.ts'
import type { World } from './streams.ts'

/**
 * Asks before something that cannot be undone.
 *
 * @throws {ProgramError} `WXDP_UNCONFIRMED`, also if nobody can reply
 */
export async function confirm(
  question: Text,
  { stdin, stderr, signal }: World,
  { say }: Screen,
): Promise<void> {
  const asked = say(question)
  if (!stdin.isTTY) {
    throw unconfirmed(
      say({
        en: `${asked} Nobody can reply here, so nothing was sent. Pass --yes to confirm.`,
        zh: `${asked}当前无法交互确认，没有发送任何请求。请使用 --yes 确认。`,
      }),
    )
  }
  stderr.write(`${asked} [y/N] `)
  const reader = createInterface({ input: stdin, terminal: false })
  const reply = await new Promise<string>((resolve) => {
    reader.once('line', resolve).once('close', () => resolve(''))
    signal.addEventListener('abort', () => resolve(''), { once: true })
  })
  reader.close()
  if (/^(y|yes|是)$/i.test(reply.trim())) return
  throw unconfirmed(say({ en: 'Not confirmed, so nothing was sent.', zh: '未确认，没有发送任何请求。' }))
}

function unconfirmed(message: string): ProgramError {
  return new ProgramError('WXDP_UNCONFIRMED', message, { exitCode: exitCodes.unconfirmed })
}
