// The HTML of the built site: each link leads somewhere, and nothing is loaded from elsewhere.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { base } from '../setup.ts'
import { faultsIn, filesIn } from '../support/faults.ts'

it('has no link that leads nowhere, and loads nothing from elsewhere', () => {
  expect(faultsIn(inject('folder'), base)).toEqual([])
})

it('has each page in both languages', () => {
  const pages = filesIn(inject('folder'), '.html')
  const [en, zh] = ['en/', 'zh/'].map((language) =>
    pages.filter((file) => file.startsWith(language)).map((file) => file.slice(language.length)),
  )
  expect(en).toEqual(zh)
  expect(en?.length).toBeGreaterThan(30)
})

it('finds the faults that are planted', () => {
  const folder = mkdtempSync(join(tmpdir(), 'site-'))
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const policy = '<meta http-equiv="Content-Security-Policy" content="">'
  write(
    'index.html',
    `${policy}<h1 id="top"></h1><a href="en/"></a><a href="#top"></a><a href="https://x.test"></a>`,
  )
  write(
    'en/index.html',
    `${policy}<a class="x" href="/wxdp/en/gone"></a><a href="/wxdp/en/keys#gone"></a><a href="#none"></a>
    <a href="/elsewhere"></a><img alt="" src="https://x.test/a.png"><script src="/wxdp/gone.js"></script>
    <link rel="stylesheet" href="//fonts.test/x.css"><p style="background: url(https://x.test/b.png)"></p>`,
  )
  write('en/keys.html', '<h2 id="是什么"></h2><a href="keys#%E6%98%AF%E4%BB%80%E4%B9%88"></a>')
  expect(faultsIn(folder, base)).toEqual([
    'en/index.html: /wxdp/en/gone leads nowhere',
    'en/index.html: /wxdp/en/keys#gone has no such anchor',
    'en/index.html: #none has no such anchor',
    "en/index.html: /elsewhere leaves the site's path",
    'en/index.html: loads https://x.test/a.png from elsewhere',
    'en/index.html: loads /wxdp/gone.js, which is missing',
    'en/index.html: loads //fonts.test/x.css from elsewhere',
    'en/index.html: loads https://x.test/b.png from elsewhere',
    'en/keys.html: no policy',
  ])
})
