import { t } from '../texts.ts'

export const pageSize = 50

interface PagerProps {
  readonly offset: number
  readonly total: number
  readonly onTurn: (offset: number) => void
}

/** Turns the pages of a list that begins with the newest. */
export function Pager({ offset, total, onTurn }: PagerProps) {
  if (total <= pageSize && offset === 0) return null
  const to = Math.min(total, offset + pageSize)
  return (
    <nav class="pager" aria-label={t('range', { from: offset + 1, to, total })}>
      <button type="button" disabled={offset === 0} onClick={() => onTurn(Math.max(0, offset - pageSize))}>
        {t('newer')}
      </button>
      <span class="number" role="status">
        {t('range', { from: offset + 1, to, total: total.toLocaleString('en') })}
      </span>
      <button type="button" disabled={to >= total} onClick={() => onTurn(offset + pageSize)}>
        {t('older')}
      </button>
    </nav>
  )
}
