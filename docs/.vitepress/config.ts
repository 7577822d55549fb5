import { defineConfig } from 'vitepress'
import { forwardFrom } from './config/forward.ts'
import { locales } from './config/locales.ts'
import { markdown } from './config/markdown.ts'
import { withPolicy } from './config/policy.ts'
import { search } from './config/search.ts'
import { base } from './config/site.ts'
import { themeMends } from './config/theme-mends.ts'
import { writeMarkdown } from './output/write.ts'

export default defineConfig({
  title: 'wxdp',
  lang: 'en',
  base,
  cleanUrls: true,
  // Scripts in files, not in pages.
  metaChunk: true,
  locales,
  markdown,
  themeConfig: { search },
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}icon.svg` }]],
  transformPageData(page) {
    const forward = forwardFrom(page.relativePath)
    if (forward) page.frontmatter.head = [['script', {}, forward]]
  },
  transformHtml: withPolicy,
  buildEnd: writeMarkdown,
  // The index of the search is loaded when somebody searches.
  vite: { plugins: [themeMends], build: { chunkSizeWarningLimit: 4000 } },
})
