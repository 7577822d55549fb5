import type { Fields } from '../http/fields.ts'
import type { Refusal } from '../http/refusal.ts'
import type { RawRequest } from '../http/request.ts'
import type { ResponseContent } from '../http/responses.ts'
import type { Identity } from '../identities/identity.ts'
import type { State } from '../plans/state.ts'

/** An authenticated call of one endpoint. */
export interface EndpointCall {
  readonly request: RawRequest
  /** Who signed the request. */
  readonly identity: Identity
  /** Values of the placeholders in the path. */
  readonly path: Readonly<Record<string, string>>
  /** Read it by `readQuery`. */
  readonly query: URLSearchParams
  /** The JSON body, or the part `meta` of an upload; empty if there is none. */
  readonly body: Fields
  readonly state: State
}

/** @throws Refusal */
export type EndpointHandler = (call: EndpointCall) => ResponseContent | Promise<ResponseContent>

/** One endpoint on WeChat Pay's side. Only method and path come from core: the checks here are independent of core's. */
export interface Route {
  readonly endpoint: { readonly method: string; readonly path: string; readonly name?: string }
  /** Calls for each second and caller; absent if no limit is documented. */
  readonly perSecond?: number
  /** What is responded above the limit. Default: `RATELIMIT_EXCEEDED`. */
  readonly tooFrequent?: () => Refusal
  /** The body is `multipart/form-data`, and its part `meta` the JSON. */
  readonly isUpload?: boolean
  readonly respond: EndpointHandler
}
