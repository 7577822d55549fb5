import type { ComponentChildren, VNode } from 'preact'
import { useState } from 'preact/hooks'
import { useLive } from '../api.ts'
import { t } from '../texts.ts'
import { Empty, Loading } from './empty.tsx'
import { Pager, pageSize } from './pager.tsx'
import { Problem } from './problem.tsx'

interface Found {
  readonly total: number
}

interface ListProps<Page extends Found> {
  readonly path: string
  /** What the list is filtered by. Default: nothing. */
  readonly filters?: Readonly<Record<string, string>>
  /** Which page, if somebody else has to turn it, too. */
  readonly paging?: Paging
  /** Shown when the list has nothing, and is not filtered. */
  readonly empty: VNode
  readonly rows: (page: Page) => ComponentChildren
}

/** Which page of a list is shown. */
export interface Paging {
  readonly offset: number
  readonly turn: (offset: number) => void
}

export function usePaging(): Paging {
  const [offset, turn] = useState(0)
  return { offset, turn }
}

/** One page of a list, the newest first; or why there is nothing to show. */
export function List<Page extends Found>({ path, filters = {}, paging, empty, rows }: ListProps<Page>) {
  const own = usePaging()
  const { offset, turn } = paging ?? own
  const query = new URLSearchParams({ ...filters, offset: `${offset}`, limit: `${pageSize}` })
  const { data, error } = useLive<Page>(`${path}?${query}`)
  if (error) return <Problem error={error} />
  if (!data) return <Loading />
  if (data.total === 0) {
    const isFiltered = Object.values(filters).some((value) => value !== '')
    return isFiltered ? <Empty title={t('noMatch')} hint={t('noMatchHint')} /> : empty
  }
  return (
    <>
      {rows(data)}
      <Pager offset={offset} total={data.total} onTurn={turn} />
    </>
  )
}

interface Filters<Name extends string> {
  readonly filters: Readonly<Record<Name, string>>
  /** For the field that sets this filter. */
  readonly field: (name: Name) => { readonly value: string; readonly onChange: (value: string) => void }
  readonly paging: Paging
}

/** What a list is filtered by. Another filter begins with the first page again. */
export function useFilters<Name extends string>(initial: Readonly<Record<Name, string>>): Filters<Name> {
  const [filters, setFilters] = useState(initial)
  const paging = usePaging()
  return {
    filters,
    paging,
    field: (name) => ({
      value: filters[name],
      onChange(value) {
        setFilters((before) => ({ ...before, [name]: value }))
        paging.turn(0)
      },
    }),
  }
}
