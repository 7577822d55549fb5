import { type TextKey, t } from '../texts.ts'

interface SearchProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A field for what the list is searched for. */
export function Search({ label, value, onChange }: SearchProps) {
  return (
    <input
      type="search"
      value={value}
      onInput={(event) => onChange(event.currentTarget.value)}
      placeholder={label}
      aria-label={label}
    />
  )
}

interface StateSelectProps<State extends TextKey> {
  readonly label: string
  /** What is said in place of a state if all are listed. */
  readonly all: string
  readonly states: readonly State[]
  readonly value: string
  readonly onChange: (value: string) => void
}

/** One state that is listed, or all. */
export function StateSelect<State extends TextKey>(props: StateSelectProps<State>) {
  const { label, all, states, value, onChange } = props
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">{all}</option>
      {states.map((state) => (
        <option key={state} value={state}>
          {state} · {t(state)}
        </option>
      ))}
    </select>
  )
}
