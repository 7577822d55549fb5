import { t } from '../texts.ts'
import { type Line, linesOf } from './diff-lines.ts'

const names = ['lineMethod', 'lineTarget', 'lineTimestamp', 'lineNonce', 'lineBody'] as const

interface DiffProps {
  readonly expected: string
  /** Absent if it is not known. */
  readonly signed?: string | undefined
  readonly firstDifference?: number | undefined
  /** Whether something was signed, although it is not known what. */
  readonly isUnknown: boolean
}

/**
 * The two messages of a signature, line beside line. The first difference is marked, and named; line ends are shown, since
 * a missing one is a frequent mistake.
 */
export function Diff({ expected, signed, firstDifference, isUnknown }: DiffProps) {
  const differs = firstDifference !== undefined
  const left = linesOf(expected, firstDifference)
  const right = signed === undefined ? [] : linesOf(signed, firstDifference)
  const at = left.find(({ mark }) => mark) ?? right.find(({ mark }) => mark)
  const lines = Math.max(left.length, right.length)
  return (
    <div class="diff">
      {differs && at?.mark && (
        <p class="difference">{t('firstDifference', { line: at.number, column: at.mark.column })}</p>
      )}
      {signed === undefined && isUnknown && <p class="hint">{t('signedUnknown')}</p>}
      <ol>
        {Array.from({ length: lines }, (_, i) => {
          const isFirst = differs && at?.number === i + 1
          const isSame = signed === undefined || left[i]?.text === right[i]?.text
          return (
            <li key={i} class={isFirst ? 'first' : isSame ? 'same' : 'other'}>
              <span class="name">{i < 4 ? t(names[i] as (typeof names)[number]) : t('lineBody')}</span>
              <Side label={t('expectedMessage')} line={left[i]} tone="expected" />
              {signed !== undefined && !isSame && (
                <Side label={t('signedMessage')} line={right[i]} tone="signed" />
              )}
            </li>
          )
        })}
      </ol>
    </div>
  )
}

interface SideProps {
  readonly label: string
  readonly line: Line | undefined
  readonly tone: 'expected' | 'signed'
}

function Side({ label, line, tone }: SideProps) {
  return (
    <div class={`side ${tone}`}>
      <span class="which">{label}</span>
      {line ? <Bytes line={line} /> : <em>{t('lineMissing')}</em>}
    </div>
  )
}

/** What comes before the difference, the first character that differs, and the rest. */
function Bytes({ line: { text, mark, ends } }: { line: Line }) {
  const end = ends && <span class="end">↵</span>
  if (!mark) {
    return (
      <code>
        {text}
        {end}
      </code>
    )
  }
  const { column } = mark
  const before = text.slice(0, column - 1)
  if (column > text.length) {
    return (
      <code>
        {before}
        <mark>{ends ? '↵' : '∅'}</mark>
      </code>
    )
  }
  const [first = ''] = text.slice(column - 1)
  return (
    <code>
      {before}
      <mark>{visible(first)}</mark>
      <span class="rest">{text.slice(column - 1 + first.length)}</span>
      {end}
    </code>
  )
}

/** A character that would not be seen in its mark. */
function visible(character: string): string {
  if (character === ' ') return '␠'
  return character === '\n' ? '↵\n' : character
}
