// Labelled inputs. Nothing that is typed into them is stored, completed or corrected by the browser.
import { h, type VNode } from 'vue'

interface FieldOptions {
  /** Unique on the page. */
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly input: (value: string) => void
  /** Lines of a field of several lines. */
  readonly rows?: number
}

const plain = { autocomplete: 'off', autocapitalize: 'off', spellcheck: false, 'data-1p-ignore': '' }

export function field({ id, label, hint, value, input, rows }: FieldOptions): VNode {
  const attributes = {
    ...plain,
    id,
    value,
    'aria-describedby': hint ? `${id}-hint` : undefined,
    onInput: (event: Event) => input((event.target as HTMLInputElement).value),
  }
  return h('div', { class: ['tool-field', rows && 'wide'] }, [
    h('label', { for: id }, label),
    rows ? h('textarea', { ...attributes, rows }) : h('input', { ...attributes, type: 'text' }),
    hint ? h('p', { id: `${id}-hint`, class: 'tool-hint' }, hint) : null,
  ])
}

interface ChoiceOptions {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [value: string, label: string])[]
  readonly input: (value: string) => void
}

export function choice({ id, label, value, options, input }: ChoiceOptions): VNode {
  const onChange = (event: Event) => input((event.target as HTMLSelectElement).value)
  return h('div', { class: 'tool-field' }, [
    h('label', { for: id }, label),
    h(
      'select',
      { id, value, onChange },
      options.map(([each, text]) => h('option', { value: each, selected: each === value }, text)),
    ),
  ])
}

interface CheckOptions {
  readonly id: string
  readonly label: string
  readonly checked: boolean
  readonly input: (checked: boolean) => void
}

export function check({ id, label, checked, input }: CheckOptions): VNode {
  const onChange = (event: Event) => input((event.target as HTMLInputElement).checked)
  return h('div', { class: 'tool-field wide tool-check' }, [
    h('input', { id, type: 'checkbox', checked, onChange }),
    h('label', { for: id }, label),
  ])
}

export function button(label: string, press: () => void): VNode {
  return h('button', { type: 'button', class: 'tool-button', onClick: press }, label)
}
