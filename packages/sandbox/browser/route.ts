import { signal } from '@preact/signals'

export const views = ['plans', 'callbacks', 'requests', 'faults'] as const
export type View = (typeof views)[number]

/** A place of the page: `#/plans/ID`. */
export interface Route {
  readonly view: View
  readonly id?: string | undefined
}

export const route = signal<Route>(read())

/** The id of the element to which the first link of the page leads, past everything that is on each view. */
export const content = 'content'

addEventListener('hashchange', () => {
  if (location.hash === `#${content}`) {
    const { view, id } = route.value
    history.replaceState(null, '', hrefOf(view, id))
    document.getElementById(content)?.focus()
  } else route.value = read()
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
