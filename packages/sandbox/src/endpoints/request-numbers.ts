import { alreadyExists, type ResponseContent } from '../http/responses.ts'
import type { EndpointCall } from './route.ts'

/**
 * Handles a request number once. The same request again (same path, same bytes) gets the first response; whether
 * WeChat Pay responds so, or with `ALREADY_EXISTS`, is not documented, nor how long a number is remembered. Creations
 * and updates for one brand share their numbers.
 *
 * @throws Refusal `ALREADY_EXISTS` if the number was used for another request
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export function respondOnce(
  { request, identity, state, body }: EndpointCall,
  brandId: string,
  handle: () => ResponseContent,
): ResponseContent {
  const number = body.out_request_no
  const key = `${identity.kind} ${brandId} ${number}`
  const sent = `${request.method} ${request.target}\n${new TextDecoder().decode(request.body)}`
  const known = state.requestNumbers.get(key)
  if (known?.request === sent) return known.response
  if (known) {
    const issue = 'it was used for another request'
    throw alreadyExists({ field: '/out_request_no', value: number, issue, location: 'body' })
  }
  const response = handle()
  state.requestNumbers.set(key, { request: sent, response })
  return response
}
