import type { Authorization } from '@wxdp/auth/platform'
import type { Answer } from './answers.ts'

/** What the sandbox remembers. */
export interface State {
  notifyUrl: string | undefined
}

/** An authenticated call to one endpoint. */
export interface RouteCall {
  readonly caller: Authorization
  /** Values of the names in the path. */
  readonly path: Readonly<Record<string, string>>
  /** The JSON body; empty where there is none. */
  readonly body: Readonly<Record<string, unknown>>
  readonly state: State
}

/** One endpoint of the platform's side. Only method and path are shared with the client; the rules are its own. */
export interface Route {
  readonly endpoint: { readonly method: string; readonly path: string }
  /** @throws Refusal */
  answer(call: RouteCall): Answer
}
