import type { Authorization } from '@wxdp/auth/platform'
import { type Answer, invalidRequest, notFound, paramError } from './answers.ts'
import type { Call } from './gate.ts'
import { setNotifyUrlRoute } from './set-notify-url.ts'

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
  answer(call: RouteCall): Answer
}

const routes: readonly Route[] = [setNotifyUrlRoute]

/** Finds the endpoint and lets it answer. */
export function dispatch(call: Call, caller: Authorization, state: State): Answer {
  const pathname = call.target.split('?', 1)[0] ?? ''
  for (const route of routes) {
    const path = route.endpoint.method === call.method && matchPath(route.endpoint.path, pathname)
    if (!path) continue
    const body = readBody(call.body)
    return 'status' in body ? (body as Answer) : route.answer({ caller, path, state, body })
  }
  return notFound()
}

function matchPath(template: string, pathname: string): Record<string, string> | undefined {
  const names = template.split('/')
  const segments = pathname.split('/')
  if (names.length !== segments.length) return undefined
  const values: Record<string, string> = {}
  for (const [i, name] of names.entries()) {
    const segment = segments[i] as string
    if (name.startsWith('{')) values[name.slice(1, -1)] = decode(segment)
    else if (name !== segment) return undefined
  }
  return values
}

// What is no percent-encoding matches no id; the endpoint refuses it as such.
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function readBody(bytes: Uint8Array): Record<string, unknown> | Answer {
  if (bytes.length === 0) return {}
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return invalidRequest('The body is no JSON in UTF-8.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return invalidRequest('The body must be a JSON object.')
  }
  const empty = Object.entries(value).find(([, member]) => member === null)
  if (empty) {
    const detail = {
      field: `/${empty[0]}`,
      value: null,
      issue: 'null is not allowed',
      location: 'body',
    } as const
    return paramError('null is not allowed', detail)
  }
  return value as Record<string, unknown>
}
