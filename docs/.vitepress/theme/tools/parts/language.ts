import { useData } from 'vitepress'
import { computed } from 'vue'
import { type Language, languageOf, type Said } from '../../../languages.ts'

/** The language of the page that has the component, and what says something in it. */
export function useLanguage() {
  const { page } = useData()
  const language = computed<Language>(() => languageOf(page.value.relativePath))
  return { language, say: (said: Said): string => said[language.value] }
}
