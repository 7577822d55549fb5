import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { addAbortSignal, type Readable } from 'node:stream'
import { unreadable } from '../settings/file-errors.ts'
import type { Context } from './context.ts'

/**
 * The bytes of a file, or of standard input for `-`.
 *
 * @throws {ProgramError} `WXDP_FILE_UNREADABLE`
 */
export async function readInput({ world, screen }: Context, file: string): Promise<Uint8Array> {
  if (file === '-') {
    const chunks: Uint8Array[] = []
    // Stops waiting for a person who has stopped the program.
    addAbortSignal(world.signal, world.stdin as Readable)
    for await (const chunk of world.stdin) chunks.push(Buffer.from(chunk as Uint8Array))
    return Buffer.concat(chunks)
  }
  try {
    return await readFile(resolve(world.cwd, file))
  } catch (cause) {
    throw unreadable(file, cause, screen.language)
  }
}
