import { useState } from 'preact/hooks'
import { t } from '../texts.ts'

/** Copies a text. `name` tells several of these buttons apart. */
export function Copy({ text, name }: { text: string; name: string }) {
  const [isCopied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <button
      type="button"
      class="quiet"
      onClick={copy}
      aria-label={`${t(isCopied ? 'copied' : 'copy')}: ${name}`}
    >
      {t(isCopied ? 'copied' : 'copy')}
    </button>
  )
}
