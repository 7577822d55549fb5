// What is wrong in the HTML of a built site: links and anchors that lead nowhere, and anything from another host.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'

/** The files with an ending, relative to the folder. */
export function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
}

/** A page as a browser sees it. */
interface Html {
  readonly file: string
  readonly text: string
  readonly ids: ReadonlySet<string>
}

/** @param base The path under which the folder is served. */
export function faultsIn(folder: string, base: string): string[] {
  const pages = filesIn(folder, '.html').map((file): Html => {
    const text = readFileSync(join(folder, file), 'utf8')
    const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => decode(id))
    return { file, text, ids: new Set(ids) }
  })
  const find = (path: string): Html | undefined =>
    ['', '.html', 'index.html', '/index.html']
      .map((end) => pages.find(({ file }) => file === path + end))
      .find(Boolean)
  const context = { folder, base, find }
  return pages.flatMap((page) => [
    ...anchorsIn(page).flatMap((target) => wrongTarget(page, target, context)),
    ...partsIn(page).flatMap((target) => wrongPart(page, target, context)),
    ...(page.text.includes('http-equiv="Content-Security-Policy"') ? [] : [`${page.file}: no policy`]),
  ])
}

interface Context {
  readonly folder: string
  readonly base: string
  readonly find: (path: string) => Html | undefined
}

/** What one can follow. */
function anchorsIn({ text }: Html): string[] {
  return [...text.matchAll(/<a\s[^>]*?href="([^"]*)"/g)].map(([, href = '']) => decode(href))
}

/** What the browser loads by itself. */
function partsIn({ text }: Html): string[] {
  const sources = [...text.matchAll(/<(?:script|img|source|iframe|video|audio)\s[^>]*?src="([^"]*)"/g)]
  const links = [...text.matchAll(/<link\s[^>]*?href="([^"]*)"/g)]
  const styles = [...text.matchAll(/url\(([^)]*)\)/g)]
  return [...sources, ...links, ...styles].map(([, target = '']) => decode(target))
}

function wrongTarget({ file, ids }: Html, href: string, { folder, base, find }: Context): string[] {
  if (/^(https?|mailto):/.test(href)) return []
  const [path = '', hash = ''] = href.split('#')
  if (path === '') return hash === '' || ids.has(hash) ? [] : [`${file}: ${href} has no such anchor`]
  const target = path.startsWith('/') ? path : posix.join(base, posix.dirname(file), path)
  if (!target.startsWith(base)) return [`${file}: ${href} leaves the site's path`]
  const inside = target.slice(base.length)
  const page = find(inside)
  if (!page) return isFile(join(folder, inside)) ? [] : [`${file}: ${href} leads nowhere`]
  return hash === '' || page.ids.has(hash) ? [] : [`${file}: ${href} has no such anchor`]
}

function wrongPart({ file }: Html, target: string, { folder, base }: Context): string[] {
  // A part of the page itself.
  if (/^(data:|#)/.test(target)) return []
  if (!target.startsWith(base)) return [`${file}: loads ${target} from elsewhere`]
  return isFile(join(folder, target.slice(base.length))) ? [] : [`${file}: loads ${target}, which is missing`]
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}

function decode(text: string): string {
  const plain = text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'")
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain
  }
}
