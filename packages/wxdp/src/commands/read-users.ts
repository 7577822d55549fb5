import { plain } from '../terminal/plain.ts'
import type { Context } from './context.ts'
import { parseLine } from './parse-line.ts'
import { readInput } from './read-input.ts'
import { invalidInput } from './read-json.ts'

/** A user in a file. */
export interface User {
  readonly openid: string
  readonly appid?: string
  readonly brand_id?: string
}

/**
 * The users in a file, one a line: an openid, or JSON with `openid` and perhaps `appid` and `brand_id`, such as lines of
 * `listen --json`. Other callbacks in it are left out.
 *
 * @throws {ProgramError} `WXDP_FILE_UNREADABLE`, `WXDP_INPUT_INVALID`
 */
export async function readUsers(context: Context, file: string): Promise<User[]> {
  const text = new TextDecoder().decode(await readInput(context, file))
  return text.split('\n').flatMap((line, at) => {
    const trimmed = line.trim()
    if (trimmed === '') return []
    if (/^[\w-]+$/.test(trimmed)) return [{ openid: trimmed }]
    const value = parseLine(trimmed)
    if (value === undefined) {
      const place = plain(file)
      throw invalidInput(context, {
        en: `${place}, line ${at + 1}: expected an openid, or JSON with an openid.`,
        zh: `${place} 第 ${at + 1} 行：应为 openid，或含 openid 的 JSON。`,
      })
    }
    return userIn(value.resource) ?? userIn(value) ?? []
  })
}

function userIn(value: unknown): User | undefined {
  const { openid, appid, brand_id } = Object(value) as Record<string, unknown>
  if (typeof openid !== 'string') return undefined
  return {
    openid,
    ...(typeof appid === 'string' && { appid }),
    ...(typeof brand_id === 'string' && { brand_id }),
  }
}
