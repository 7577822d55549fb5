// Pages of no language, which forward to a page in the language of the browser. Without a script, their links do.

/** A page of no language, and where it forwards to. */
const forwards: Readonly<Record<string, string>> = { 'index.md': '', 'errors.md': 'reference/errors' }

/** The script in the head of such a page. It keeps the fragment. */
export function forwardFrom(page: string): string | undefined {
  const to = forwards[page]
  if (to === undefined) return undefined
  return `(${choose})(${JSON.stringify(to)})`
}

// As text, since it runs in the head, before any module.
const choose = `function (to) {
  var known = (navigator.languages || [navigator.language]).filter(function (tag) { return /^(en|zh)\\b/i.test(tag) })
  var language = /^zh/i.test(known[0] || '') ? 'zh' : 'en'
  location.replace(language + '/' + to + location.search + location.hash)
}`
