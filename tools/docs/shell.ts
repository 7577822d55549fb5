// Does what a page says, in an empty folder: writes the files that it shows and runs its commands, in order.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Block, blocksOf } from '@wxdp-internal/checks/blocks'

export interface Step {
  readonly line: number
  /** Of both streams, without blanks at the end. */
  readonly printed: string
  /** The block `text` after the commands, if there is one. */
  readonly expected: string | undefined
}

/** `// name.mjs` in its first line makes a block a file. */
const named = /^\/\/ ([\w.-]+\.mjs)\n/

/** Runs every block `sh` of a page. The first that fails ends it, with an error that says where. */
export async function follow(markdown: string): Promise<Step[]> {
  const root = join(import.meta.dirname, '.tmp')
  mkdirSync(root, { recursive: true })
  const folder = mkdtempSync(join(root, 'page-'))
  try {
    writeNpx(folder)
    const steps: Step[] = []
    const blocks = blocksOf(markdown)
    for (const [i, block] of blocks.entries()) {
      const name = named.exec(block.code)?.[1]
      if (name) writeFileSync(join(folder, name), block.code)
      if (block.language !== 'sh') continue
      const next = blocks[i + 1]
      const expected = next?.language === 'text' ? next.code : undefined
      steps.push({ line: block.line, printed: await run(block, folder), expected })
    }
    return steps
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run({ code, line }: Block, folder: string): Promise<string> {
  const env = { ...process.env, PATH: `${join(folder, '.bin')}${delimiter}${process.env.PATH}`, LANG: 'C' }
  const script = `exec 2>&1\nset -e\n${code}`
  return new Promise((resolve, reject) => {
    execFile('bash', ['-c', script], { cwd: folder, env, timeout: 20_000 }, (error, printed) => {
      if (error) reject(new Error(`The commands in line ${line} ended with ${error.code}: ${printed}`))
      else resolve(printed.trimEnd())
    })
  })
}

/** `npx wxdp` runs the command line that was built here. */
function writeNpx(folder: string): void {
  const program = fileURLToPath(new URL('dist/program/wxdp.js', import.meta.resolve('wxdp/package.json')))
  mkdirSync(join(folder, '.bin'))
  const script = `#!/bin/sh\n[ "$1" = wxdp ] || exit 127\nshift\nexec '${process.execPath}' '${program}' "$@"\n`
  writeFileSync(join(folder, '.bin/npx'), script, { mode: 0o755 })
}
