// Names a chunk after the entry points that share it: `shared/index-and-platform.js`. The hash that esbuild uses changes
// with every release and says nothing in a stack trace.
import { basename, extname } from 'node:path'
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
  const users = new Map<string, Set<string>>()
  const visit = (path: string, entry: string): void => {
    for (const { path: chunk, external } of outputs[path]?.imports ?? []) {
      const known = users.get(chunk) ?? new Set()
      if (external || known.has(entry)) continue
      users.set(chunk, known.add(entry))
      visit(chunk, entry)
    }
  }
  for (const entry of entries) visit(entry, entry)
  const names = [...users].map(([chunk, used]): [string, string] => {
    const of = [...used].map((entry) => basename(entry, extname(entry)))
    return [basename(chunk), `${of.length === entries.length ? 'all' : of.join('-and-')}.js`]
  })
  if (new Set(names.map(([, name]) => name)).size < names.length) {
    throw new Error('Two chunks are shared by the same entry points; name-chunks.ts needs another rule.')
  }
  return names
}
