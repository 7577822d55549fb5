import type { FetchFunction } from '@wxdp/fetch'

/** What a transport is called with. */
export interface SignedCall {
  readonly url: string
  readonly init: Parameters<FetchFunction>[1]
}

/** A command for a POSIX shell that sends exactly the signed bytes. */
export function toCurl({ url, init }: SignedCall): string {
  const { body } = init
  return command({ url, init }, body ? [`--data-binary ${quote(new TextDecoder().decode(body))}`] : [])
}

/** The same for an upload. Only its part `meta` is signed, so curl may write the form around it. */
export function toFormCurl({ url, init }: SignedCall, file: string): string {
  const { 'Content-Type': form, ...headers } = init.headers
  const text = new TextDecoder().decode(init.body)
  const [, meta = ''] = /\r\n\r\n(.+)\r\n--/.exec(text) ?? []
  const { filename } = JSON.parse(meta) as { readonly filename: string }
  const [, type = ''] = /filename="[^"]+"\r\nContent-Type: (\S+)/.exec(text) ?? []
  const parts = [
    `meta=${inForm(meta)};type=application/json`,
    `file=@${inForm(file)};filename=${inForm(filename)};type=${type}`,
  ]
  return command(
    { url, init: { ...init, headers } },
    parts.map((part) => `--form ${quote(part)}`),
  )
}

function command({ url, init: { method, headers } }: SignedCall, body: readonly string[]): string {
  const parts = [
    `curl --include --request ${method}`,
    ...Object.entries(headers).map(([name, value]) => `--header ${quote(`${name}: ${value}`)}`),
    ...body,
    quote(url),
  ]
  return parts.join(' \\\n  ')
}

/** Within double quotes, curl takes a value of a form as it is, but for these two. */
function inForm(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`
}

/** Within single quotes, a shell changes nothing. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
