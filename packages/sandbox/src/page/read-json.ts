import { BodyTooLarge, readBytes } from '@wxdp/bounds'
import { SandboxError } from '../errors.ts'

/** The members of an action's body. */
export type Members = Readonly<Record<string, unknown>>

const maxBytes = 64 * 1024

/**
 * Reads an object of at most 64 KiB.
 *
 * @throws {SandboxError} `SANDBOX_REQUEST_INVALID`
 */
export async function readJson(request: Request): Promise<Members> {
  const bytes = await readBytes(request.body, { maxBytes }).catch((error: unknown) => {
    throw error instanceof BodyTooLarge ? invalid(`it has more than ${maxBytes} bytes`) : error
  })
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw invalid('it is not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid('it is not an object')
  return value as Members
}

function invalid(found: string): SandboxError {
  return new SandboxError('SANDBOX_REQUEST_INVALID', `The body must be a JSON object, but ${found}.`)
}
