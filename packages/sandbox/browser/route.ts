import { signal } from '@preact/signals'

export const views = ['plans', 'coupons', 'userCoupons', 'callbacks', 'requests', 'faults'] as const
export type View = (typeof views)[number]

/** A place of the page: `#/plans/ID`, or `#/userCoupons?planId=ID`. */
export interface Route {
  readonly view: View
  readonly id?: string | undefined
  /** What a link asks of the view besides: `?planId=ID`, or nothing. */
  readonly search: string
}

export const route = signal<Route>(read())

/** The id of the element to which the first link of the page leads, past everything that is on each view. */
export const content = 'content'

addEventListener('hashchange', () => {
  if (location.hash === `#${content}`) {
    const { view, id, search } = route.value
    history.replaceState(null, '', hrefOf(view, id) + search)
    document.getElementById(content)?.focus()
  } else route.value = read()
})

function read(): Route {
  const [path = '', search] = location.hash.split('?')
  const [, name = '', id] = path.split('/')
  const view = views.find((known) => known === name) ?? 'plans'
  return { view, id: id ? decode(id) : undefined, search: search ? `?${search}` : '' }
}

/** @param query What is asked of the view besides. */
export function hrefOf(view: View, id?: string, query?: Readonly<Record<string, string>>): string {
  const path = id === undefined ? `#/${view}` : `#/${view}/${encodeURIComponent(id)}`
  return query ? `${path}?${new URLSearchParams(query)}` : path
}

/** Where the shown view has another one of its list, or none. What a link has asked of it stays. */
export function hrefHere(id?: string): string {
  const { view, search } = route.value
  return hrefOf(view, id) + search
}

/** What a link has asked of the view. */
export function asked(name: string): string {
  return new URLSearchParams(route.value.search).get(name) ?? ''
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
