import type { ServerResponse } from 'node:http'

/** Sends a response. Its headers go out in the spelling of WeChat Pay's documentation. */
export async function writeResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  const { headers: sent } = response
  const isStream = sent.has('content-length') || sent.get('content-type') === 'text/event-stream'
  if (isStream) return streamResponse(response, outgoing)
  const body = Buffer.from(await response.arrayBuffer())
  const headers = spelledHeaders(response)
  if (response.status !== 204) headers.push(['Content-Length', String(body.length)])
  outgoing.writeHead(response.status, headers.flat())
  outgoing.end(body)
}

/** A response that says how long it is may be slow, or shorter than that. Events have no end. */
async function streamResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, spelledHeaders(response).flat())
  outgoing.flushHeaders()
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  // Ends a read that waits for the next event.
  outgoing.once('close', () => void reader.cancel().catch(() => undefined))
  for (;;) {
    const { done, value } = await reader.read()
    if (outgoing.destroyed) return
    if (done) break
    await new Promise((resolve) => outgoing.write(value, resolve))
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
