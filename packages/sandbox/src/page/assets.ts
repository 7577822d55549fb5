import { Hono } from 'hono'
import { html, icon, script, style } from '#page-assets'

/** The page and its parts, from memory. */
export function serveAssets(): Hono {
  const text = (content: string, type: string) => () =>
    new Response(content, {
      headers: { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' },
    })
  return new Hono()
    .get('/', text(html, 'text/html'))
    .get('/sandbox/page.js', text(script, 'text/javascript'))
    .get('/sandbox/page.css', text(style, 'text/css'))
    .get('/sandbox/icon.svg', text(icon, 'image/svg+xml'))
}
