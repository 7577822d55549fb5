import { ApiError, fromResponse } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { utf8 } from '@wxdp-internal/fixtures'

/** The error that a response of `setNotifyUrl` becomes. */
export function apiError(status: number, body: object | string): ApiError {
  try {
    fromResponse(setNotifyUrl, {
      status,
      headers: new Headers({ 'Request-ID': '08F1-1' }),
      verified: 'unsigned',
      body: utf8(typeof body === 'string' ? body : JSON.stringify(body)),
    })
  } catch (error) {
    if (error instanceof ApiError) return error
    throw error
  }
  throw new Error('expected an ApiError')
}
