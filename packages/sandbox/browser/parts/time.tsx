import { fullTime, isoTime, shortTime } from '../time.ts'

export function Time({ at, full = false }: { at: number; full?: boolean }) {
  return (
    <time class="number" dateTime={isoTime(at)} title={isoTime(at)}>
      {full ? fullTime(at) : shortTime(at)}
    </time>
  )
}
