import type { Authorization } from '@wxdp/auth/platform'
import { type Answer, invalidRequest, notFound, paramError } from './answers.ts'
import type { Call } from './gate.ts'
import type { Route, State } from './route.ts'
import { setNotifyUrlRoute } from './set-notify-url.ts'

const routes: readonly Route[] = [setNotifyUrlRoute]

/** Finds the endpoint and lets it answer. */
export function dispatch(call: Call, caller: Authorization, state: State): Answer {
  const pathname = call.target.split('?', 1)[0] ?? ''
  for (const route of routes) {
    const path = route.endpoint.method === call.method && matchPath(route.endpoint.path, pathname)
    if (path) return route.answer({ caller, path, state, body: readBody(call.body) })
  }
  throw notFound()
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

function readBody(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  if (bytes.length === 0) return {}
  const value = parse(bytes)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidRequest('The body must be a JSON object.')
  }
  const empty = Object.entries(value).find(([, member]) => member === null)
  if (!empty) return value as Record<string, unknown>
  const issue = 'null is not allowed'
  throw paramError(issue, { field: `/${empty[0]}`, value: null, issue, location: 'body' })
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw invalidRequest('The body is no JSON in UTF-8.')
  }
}
