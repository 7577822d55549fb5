/** A page of something between the caller and WeChat Pay. */
export function htmlPage(status: 200 | 502): Response {
  const title = status === 502 ? '502 Bad Gateway' : 'Sign in'
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`
  return new Response(body, { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}
