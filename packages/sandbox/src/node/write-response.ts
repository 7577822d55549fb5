import type { ServerResponse } from 'node:http'

/** Sends a response. Its headers go out in the spelling of WeChat Pay's documentation. */
export async function writeResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  if (response.headers.has('content-length')) return streamResponse(response, outgoing)
  const body = Buffer.from(await response.arrayBuffer())
  const headers = spelledHeaders(response)
  if (response.status !== 204) headers.push(['Content-Length', String(body.length)])
  outgoing.writeHead(response.status, headers.flat())
  outgoing.end(body)
}

/** A response that says how long it is may be slow, or shorter than that. */
async function streamResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, spelledHeaders(response).flat())
  outgoing.flushHeaders()
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    if (outgoing.destroyed) return
    await new Promise((resolve) => outgoing.write(chunk, resolve))
  }
  outgoing.end()
}

function spelledHeaders(response: Response): [string, string][] {
  return [...response.headers].map(([name, value]) => [spelled(name), value])
}

/** `Headers` has lower-case names only. */
function spelled(name: string): string {
  return name === 'request-id' ? 'Request-ID' : name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
}
