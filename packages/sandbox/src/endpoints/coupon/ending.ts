import type { Ending } from '../../coupons/states.ts'
import type { EndpointCall } from '../route.ts'

/** How a call whose fields have been checked ends something. */
export function endingOf({ body, state }: EndpointCall): Ending {
  const { out_request_no, deactivate_reason } = body
  return { request_no: String(out_request_no), time: state.now(), reason: String(deactivate_reason) }
}
