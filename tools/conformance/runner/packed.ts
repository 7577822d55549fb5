// Bundles the packages as they are published: from the tarballs, not from the workspace.
import { join } from 'node:path'
import { installTarballs } from '@wxdp-internal/services/tarballs'
import type { Plugin } from 'esbuild'

const home = join(import.meta.dirname, '../.tmp/packed')

/** Packs the packages, and makes the plugin that resolves them to what was packed. */
export function packed(): Plugin {
  installTarballs(home)
  return {
    name: 'packed',
    setup(build) {
      build.onResolve({ filter: /^@wxdp\// }, ({ path, kind, pluginData }) =>
        pluginData === home ? undefined : build.resolve(path, { resolveDir: home, kind, pluginData: home }),
      )
    },
  }
}
