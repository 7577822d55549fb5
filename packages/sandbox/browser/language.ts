import { effect, signal } from '@preact/signals'

export type Language = 'en' | 'zh'

const key = 'wxdp-sandbox-language'

/** The one that was chosen last, or else the browser's. */
export const language = signal<Language>(initial())

function initial(): Language {
  const chosen = stored()
  if (chosen === 'en' || chosen === 'zh') return chosen
  const first = navigator.languages.find((name) => /^(zh|en)\b/i.test(name)) ?? ''
  return /^zh/i.test(first) ? 'zh' : 'en'
}

export function choose(next: Language): void {
  language.value = next
  try {
    localStorage.setItem(key, next)
  } catch {
    // The browser keeps nothing; the choice lasts as long as the page.
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

effect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en'
})
