import type { HeaderSource } from '@wxdp/auth'
import { at, type EventHost } from './event-host.ts'

type Given = Pick<EventHost, 'event' | 'context'>

/** With all of their values, if the event has them so: `headers` then has only the last value of each. */
export function headersOf(host: Given): HeaderSource {
  const every = at(host, 'event.multiValueHeaders')
  const isEvery = typeof every === 'object' && every !== null && Object.keys(every).length > 0
  return ((isEvery ? every : at(host, 'event.headers')) as HeaderSource | null | undefined) ?? {}
}

/** @param name In lower case. */
export function headerOf(host: Given, name: string): string | undefined {
  const headers = headersOf(host) as { readonly get?: unknown }
  if (typeof headers.get === 'function') return headers.get(name) ?? undefined
  const values = Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value)
  return values.length > 0 ? values.join(', ') : undefined
}
