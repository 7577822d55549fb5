import type { SentResponse } from '../http/responses.ts'

/** A page of something between the caller and WeChat Pay. */
export function htmlPage(status: 200 | 502): SentResponse {
  const title = status === 502 ? '502 Bad Gateway' : 'Sign in'
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`
  const headers = { 'Content-Type': 'text/html; charset=utf-8' }
  return { status, headers, body: new TextEncoder().encode(body) }
}
