import { t } from '../texts.ts'
import { Copy } from './copy.tsx'

/** Text to be read byte by byte. */
export function Block({ label, text }: { label: string; text: string }) {
  return (
    <figure class="block">
      <figcaption>
        {label}
        {text !== '' && <Copy text={text} name={label} />}
      </figcaption>
      {text === '' ? <p class="hint">{t('emptyBody')}</p> : <pre>{text}</pre>}
    </figure>
  )
}

/** JSON with line breaks; anything else as it is. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
