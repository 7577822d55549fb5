import { canonicalJson } from '../http/canonical.ts'
import { refuse } from '../http/refusal.ts'
import type { ResponseContent } from '../http/responses.ts'
import type { EndpointCall } from './route.ts'

/**
 * Handles a request number once. The same request again gets the first response: that is inferred, since the pages only
 * say that other data are refused; nor do they say how long a number is remembered. The order of the members of the
 * JSON does not count. Creations and updates for one brand share their numbers.
 *
 * @throws Refusal `PARAM_ERROR` if the number was used for another request
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4023148504}
 */
export function respondOnce(
  { request, identity, state, body }: EndpointCall,
  brandId: string,
  handle: () => ResponseContent,
): ResponseContent {
  const number = body.out_request_no
  const key = `${identity.kind} ${brandId} ${number}`
  const sent = `${request.method} ${request.target}\n${canonicalJson(body)}`
  const known = state.requestNumbers.get(key)
  if (known?.request === sent) return known.response
  if (known) {
    const issue = { zh: '已用于其他请求', en: 'it was used for another request' }
    throw refuse(268582920, { field: '/out_request_no', value: number, issue, location: 'body' })
  }
  const response = handle()
  state.requestNumbers.set(key, { request: sent, response })
  return response
}
