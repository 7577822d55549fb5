// What stands in Markdown for each component of the theme.
import { basename, posix } from 'node:path'
import type { Language } from '../languages.ts'
import { contentsOf } from '../pages.ts'

export interface Place {
  readonly language: Language
  /** The path in docs of the page that has the component. */
  readonly page: string
  readonly attributes: Readonly<Record<string, string>>
}

const texts: Readonly<Record<string, (place: Place) => string>> = {
  Contents: ({ language, page }) =>
    contentsOf(language)
      .map(({ title, pages }) =>
        [
          `## ${title}\n`,
          ...pages.map(
            ({ title, link }) => `- [${title}](${posix.relative(`/${posix.dirname(page)}`, link)}.md)`,
          ),
        ].join('\n'),
      )
      .join('\n\n'),
  SignatureCalculator: ({ language }) =>
    ({
      en: '(On the site, a calculator stands here: it signs a request with `@wxdp/auth` in the browser, shows the message line by line, and compares it with another signature.)',
      zh: '（网站的这个位置是签名计算器：用 `@wxdp/auth` 在浏览器内签名，逐行显示待签名串，并可与其他签名比对。）',
    })[language],
  CallbackVerifier: ({ language }) =>
    ({
      en: '(On the site, a verifier stands here: it verifies and opens a pasted callback in the browser. On the command line: `npx wxdp callback verify FILE`.)',
      zh: '（网站的这个位置是回调验签工具：在浏览器内对粘贴的回调验签并解密。命令行可用：`npx wxdp callback verify FILE`。）',
    })[language],
  InBothLanguages: ({ attributes: { page = 'index' } }) =>
    `- [English](en/${page}.md)\n- [简体中文](zh/${page}.md)`,
}

/** @throws {Error} If the component has no text. */
export function textOf(name: string, place: Place): string {
  const text = texts[name]
  if (!text)
    throw new Error(
      `${place.page} has a component ${name}, which has no text in ${basename(import.meta.filename)}.`,
    )
  return text(place)
}
