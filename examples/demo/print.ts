import type { FetchFunction } from '@wxdp/fetch'
import color from 'picocolors'
import type { Texts } from './texts.ts'

let step = 0

export function title(text: string): void {
  console.log(`\n${color.bold(color.cyan(`${++step}. ${text}`))}`)
}

export function subtitle(text: string): void {
  console.log(`   ${color.bold(text)}`)
}

export function line(name: string, value: string): void {
  console.log(`   ${color.dim(name)}${' '.repeat(Math.max(1, 21 - widthOf(name)))}${value}`)
}

export const success = (text: string): string => color.green(`✓ ${text}`)
export const failure = (text: string): string => color.red(`✗ ${text}`)

/** Creates a fetch that prints the request and the response. */
export function createPrintingFetch(texts: Texts): FetchFunction {
  return async (url, init) => {
    line(init.method, new URL(url).pathname)
    line('body', new TextDecoder().decode(init.body))
    const authorization = init.headers.Authorization ?? ''
    line(
      'Authorization',
      authorization.replace(/(?<=signature=")[^"]*/, (signature) => shorten(signature)),
    )
    const response = await fetch(url, init)
    title(texts.response)
    line(`HTTP ${response.status}`, await response.clone().text())
    line(texts.signedBy, response.headers.get('wechatpay-serial') ?? '')
    line('Wechatpay-Signature', shorten(response.headers.get('wechatpay-signature') ?? ''))
    return response
  }
}

export function shorten(signature = ''): string {
  return signature.length > 44 ? `${signature.slice(0, 32)}…${signature.slice(-8)}` : signature
}

/** The columns that a string takes in a terminal. A Chinese character takes two. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (character > '\u2e7f' ? 2 : 1), 0)
}
