import { ProgramError } from '../errors.ts'
import type { Context } from './context.ts'
import { readInput } from './read-input.ts'

/**
 * The JSON object in a file, or in standard input for `-`.
 *
 * @throws {ProgramError} `WXDP_FILE_UNREADABLE`, `WXDP_INPUT_INVALID`
 */
export async function readJsonObject(context: Context, file: string): Promise<Record<string, unknown>> {
  const text = new TextDecoder().decode(await readInput(context, file))
  const value = parse(text, file, context)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>
  }
  throw invalidInput(context, {
    en: `${file}: expected a JSON object.`,
    zh: `${file}：应为 JSON 对象。`,
  })
}

function parse(text: string, file: string, context: Context): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // Only the place: the message quotes the file, which may be a key by mistake.
    const [, place] = /at position (\d+)/.exec((error as Error).message) ?? []
    const line = place === undefined ? undefined : text.slice(0, Number(place)).split('\n').length
    throw invalidInput(context, {
      en: `${file} is not JSON${line ? ` (line ${line})` : ''}.`,
      zh: `${file} 不是 JSON${line ? `（第 ${line} 行）` : ''}。`,
    })
  }
}

export function invalidInput({ screen }: Context, message: { en: string; zh: string }): ProgramError {
  return new ProgramError('WXDP_INPUT_INVALID', screen.say(message))
}
