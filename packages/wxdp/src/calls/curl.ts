import type { FetchFunction } from '@wxdp/fetch'

/** What a transport is called with. */
export interface SignedCall {
  readonly url: string
  readonly init: Parameters<FetchFunction>[1]
}

/** A command for a POSIX shell that sends exactly the signed bytes. */
export function toCurl({ url, init }: SignedCall): string {
  const { method, headers, body } = init
  const parts = [
    `curl --include --request ${method}`,
    ...Object.entries(headers).map(([name, value]) => `--header ${quote(`${name}: ${value}`)}`),
    ...(body ? [`--data-binary ${quote(new TextDecoder().decode(body))}`] : []),
    quote(url),
  ]
  return parts.join(' \\\n  ')
}

/** Within single quotes, a shell changes nothing. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
