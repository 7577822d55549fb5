import { signal } from '@preact/signals'

export const views = ['plans', 'callbacks', 'requests', 'faults'] as const
export type View = (typeof views)[number]

/** A place of the page: `#/plans/ID`. */
export interface Route {
  readonly view: View
  readonly id?: string | undefined
}

export const route = signal<Route>(read())

addEventListener('hashchange', () => {
  route.value = read()
})

function read(): Route {
  const [, name = '', id] = location.hash.split('/')
  const view = views.find((known) => known === name) ?? 'plans'
  return { view, id: id ? decode(id) : undefined }
}

export function hrefOf(view: View, id?: string): string {
  return id === undefined ? `#/${view}` : `#/${view}/${encodeURIComponent(id)}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
