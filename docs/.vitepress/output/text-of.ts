// What stands in Markdown for each component of the theme.
import { basename, posix } from 'node:path'
import { barsOf, machine } from '../figures/bars.ts'
import { machineOf } from '../figures/machine.ts'
import type { Language } from '../languages.ts'
import { apiPagesIn, contentsOf } from '../pages.ts'
import { auditLife } from '../theme/pictures/audit-life.ts'
import { floors, sentenceOf } from '../theme/pictures/house.ts'
import { keyUses } from '../theme/pictures/keys.ts'
import { causeOf, columns, type Life, nothing } from '../theme/pictures/life.ts'
import { planLife } from '../theme/pictures/plan-life.ts'
import { productCouponLife } from '../theme/pictures/product-coupon-life.ts'
import { stockLife } from '../theme/pictures/stock-life.ts'
import { userCouponLife } from '../theme/pictures/user-coupon-life.ts'

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
  KeyPicture: ({ language }) => keyUses.map(({ sentence }) => `- ${sentence[language]}`).join('\n'),
  PlanLife: ({ language }) => tableOf(planLife, language),
  AuditLife: ({ language }) => tableOf(auditLife, language),
  UserCouponLife: ({ language }) => tableOf(userCouponLife, language),
  ProductCouponLife: ({ language }) => tableOf(productCouponLife, language),
  StockLife: ({ language }) => tableOf(stockLife, language),
  House: ({ language }) => floors.map((floor) => `- ${sentenceOf(floor)[language]}`).join('\n'),
  ApiContents: ({ language, page }) =>
    apiPagesIn(language)
      .map(({ title, link }) => `- [\`${title}\`](${posix.relative(`/${posix.dirname(page)}`, link)}.md)`)
      .join('\n'),
  Plot: ({ language, attributes: { question = '' } }) => plotOf(question, language),
  Machine: ({ language }) => machineOf(machine)[language],
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

function tableOf({ transitions }: Life, language: Language): string {
  const rows = transitions.map((transition) => [
    transition.from ? `\`${transition.from}\`` : nothing[language],
    `\`${transition.to}\``,
    causeOf(transition)[language],
  ])
  const lines = [columns.map((column) => column[language]), columns.map(() => '---'), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function plotOf(question: string, language: Language): string {
  const { unit, places, groups } = barsOf(question)
  const names = [...new Set(groups.flatMap(({ bars }) => bars.map(({ name }) => name[language])))]
  const rows = names.map((name) => [
    name,
    ...groups.map(
      ({ bars }) => bars.find((bar) => bar.name[language] === name)?.value.toFixed(places) ?? '–',
    ),
  ])
  const head = groups.length === 1 ? ['', unit] : [unit, ...groups.map(({ host }) => host)]
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
