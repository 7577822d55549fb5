// What VitePress's theme shows in each language.
import type { DefaultTheme, LocaleConfig } from 'vitepress'
import { labels, search } from '../labels.ts'
import { type Language, languages } from '../languages.ts'
import { navOf, sidebarOf } from '../pages.ts'

const names = { en: ['English', 'en'], zh: ['简体中文', 'zh-CN'] } as const

export const locales: LocaleConfig<DefaultTheme.Config> = Object.fromEntries(
  languages.map((language) => {
    const [label, lang] = names[language]
    const description = labels.description[language]
    return [language, { label, lang, description, link: `/${language}/`, themeConfig: themeOf(language) }]
  }),
)

function themeOf(language: Language): DefaultTheme.Config {
  return {
    nav: navOf(language),
    sidebar: sidebarOf(language),
    outline: { level: [2, 3], label: labels.outline[language] },
    docFooter: { prev: labels.previous[language], next: labels.next[language] },
    sidebarMenuLabel: labels.menu[language],
    returnToTopLabel: labels.toTop[language],
    darkModeSwitchLabel: labels.appearance[language],
    darkModeSwitchTitle: labels.toDark[language],
    lightModeSwitchTitle: labels.toLight[language],
    langMenuLabel: labels.language[language],
    skipToContentLabel: labels.skip[language],
  }
}

/** What the search dialog shows. */
export const searchLocales = Object.fromEntries(
  languages.map((language) => {
    const button = search.button[language]
    const modal = {
      displayDetails: search.detailed[language],
      resetButtonTitle: search.reset[language],
      backButtonTitle: search.back[language],
      noResultsText: search.none[language],
      footer: {
        selectText: search.select[language],
        selectKeyAriaLabel: search.selectKey[language],
        navigateText: search.navigate[language],
        navigateUpKeyAriaLabel: search.up[language],
        navigateDownKeyAriaLabel: search.down[language],
        closeText: search.close[language],
        closeKeyAriaLabel: search.closeKey[language],
      },
    }
    return [language, { translations: { button: { buttonText: button, buttonAriaLabel: button }, modal } }]
  }),
)
