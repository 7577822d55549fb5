// A Content-Security-Policy in each page: nothing from another host, and only those inline scripts that VitePress wrote.
import { createHash } from 'node:crypto'

const inline = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g

/** The HTML of a page with its policy. */
export function withPolicy(html: string): string {
  const scripts = [...html.matchAll(inline)].map(([, code = '']) => `'sha256-${hashOf(code)}'`)
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${[...new Set(scripts)].join(' ')}`,
    // Colours of code stand in style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return html.replace(/<meta charset="[^"]*">/, (charset) => {
    return `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}">\n    <meta name="referrer" content="no-referrer">`
  })
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('base64')
}
