import type { ServerResponse } from 'node:http'

/** Sends a response. Its headers go out in the spelling of WeChat Pay's documentation. */
export async function writeResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer())
  const headers = [...response.headers].map(([name, value]): [string, string] => [spelled(name), value])
  if (response.status !== 204) headers.push(['Content-Length', String(body.length)])
  outgoing.writeHead(response.status, headers.flat())
  outgoing.end(body)
}

/** `Headers` has lower-case names only. */
function spelled(name: string): string {
  return name === 'request-id' ? 'Request-ID' : name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
}
