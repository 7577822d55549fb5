import { parseAuthorization } from '@wxdp/auth/platform'
import { type RawRequest, signedBody } from '../http/request.ts'
import { messageOf } from './likely-messages.ts'

/** The message that a request's signature has to cover; `undefined` if its Authorization cannot be read. */
export function expectedMessage(request: RawRequest): string | undefined {
  const { method, target, headers } = request
  try {
    const { timestamp, nonce } = parseAuthorization(headers.get('authorization') as string)
    return messageOf({
      method,
      target,
      timestamp,
      nonce,
      body: new TextDecoder().decode(signedBody(request)),
    })
  } catch {
    return undefined
  }
}
