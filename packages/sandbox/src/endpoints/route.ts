import type { State } from '../box/state.ts'
import type { Answer } from '../http/answers.ts'
import type { Call } from '../http/authenticate.ts'
import type { Fields } from '../http/body.ts'
import type { Identity } from '../identities/identities.ts'

/** An authenticated call to one endpoint. */
export interface RouteCall {
  /** As it came in. */
  readonly raw: Call
  /** Who signed. */
  readonly identity: Identity
  /** Values of the names in the path. */
  readonly path: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The JSON body; empty where there is none. */
  readonly body: Fields
  readonly state: State
}

/** @throws Refusal */
export type Handler = (call: RouteCall) => Answer | Promise<Answer>

/** One endpoint of the platform's side. Only method and path are shared with the client; the rules are its own. */
export interface Route {
  readonly endpoint: { readonly method: string; readonly path: string }
  /** Calls a second for one mchid or brand_id; absent where none is documented. */
  readonly perSecond?: number
  readonly answer: Handler
}

/** What one of your own endpoints answers. */
export interface OtherEndpointResponse {
  readonly status: number
  /** Absent for a 204. */
  readonly body?: object
}

/** An endpoint that is none of delivery plans: the sandbox lets in what is signed, and signs what you answer. */
export interface OtherEndpoint {
  /** One made with `defineEndpoint` will do. */
  readonly endpoint: Route['endpoint']
  /** Who may call it. Default `partner`. */
  readonly identity?: 'partner' | 'brand'
  respond(
    call: Pick<RouteCall, 'path' | 'query' | 'body'>,
  ): OtherEndpointResponse | Promise<OtherEndpointResponse>
}
