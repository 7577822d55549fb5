import { parseAuthorization } from '@wxdp/auth/platform'
import type { RawRequest } from '../http/request.ts'
import { messageOf } from './likely-messages.ts'

/** The message that a request's signature has to cover; `undefined` if its Authorization cannot be read. */
export function expectedMessage({ method, target, headers, body }: RawRequest): string | undefined {
  try {
    const { timestamp, nonce } = parseAuthorization(headers.get('authorization') as string)
    return messageOf({ method, target, timestamp, nonce, body: new TextDecoder().decode(body) })
  } catch {
    return undefined
  }
}
