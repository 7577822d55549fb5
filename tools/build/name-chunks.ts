// Names a chunk after the entry points that share it: `shared/index-and-platform.js`. A file that is imported when it is
// needed keeps its own name: `shared/explain.js`. The hash that esbuild uses changes with every release and says nothing
// in a stack trace.
import { basename, dirname, extname } from 'node:path'
import type { Metafile, Plugin } from 'esbuild'

export const nameChunks: Plugin = {
  name: 'name-chunks',
  setup(build) {
    build.onEnd(({ metafile, outputFiles = [] }) => {
      const names = metafile ? namesOf(metafile.outputs) : []
      for (const file of outputFiles) {
        // Removes imports for side effects only: chunks have none, and bundlers of users would warn. An empty line
        // remains, so that source maps stay right.
        let text = file.text.replace(/^import\s*["']\.[^"']*["'];$/gm, '')
        for (const [hash, name] of names) {
          text = text.replaceAll(hash, name)
          file.path = file.path.replace(hash, name)
        }
        file.contents = new TextEncoder().encode(text)
      }
    })
  },
}

/** `HASH.js` and the new name of each chunk. */
function namesOf(outputs: Metafile['outputs']): [hash: string, name: string][] {
  const entries = Object.keys(outputs).filter((path) => outputs[path]?.entryPoint)
  const nameOf = (entry: string): string => {
    const { entryPoint = entry } = outputs[entry] ?? {}
    return basename(entryPoint, extname(entryPoint))
  }
  const users = new Map<string, Set<string>>()
  const visit = (path: string, entry: string): void => {
    for (const { path: chunk, external, kind } of outputs[path]?.imports ?? []) {
      const known = users.get(chunk) ?? new Set()
      if (external || kind === 'dynamic-import' || known.has(entry)) continue
      users.set(chunk, known.add(entry))
      visit(chunk, entry)
    }
  }
  for (const entry of entries) visit(entry, entry)
  const chunks = [...users].filter(([chunk]) => !entries.includes(chunk))
  const names = chunks.map(([chunk, used]): [string, string] => {
    const of = [...used].map(nameOf)
    return [basename(chunk), `${of.length === entries.length ? 'all' : of.join('-and-')}.js`]
  })
  // Imported by `import()`, so it is a chunk and an entry point.
  const lazy = entries.filter((path) => dirname(path).endsWith('/shared'))
  names.push(...lazy.map((path): [string, string] => [basename(path), `${nameOf(path)}.js`]))
  if (new Set(names.map(([, name]) => name)).size < names.length) {
    throw new Error('Two chunks are shared by the same entry points; name-chunks.ts needs another rule.')
  }
  return names
}
