// What a page of docs/*/start tells its reader to do, in order.
import { blocksOf } from '@wxdp-internal/checks/snippets/blocks'

export type Step =
  /** Writes a file, whose name is in the block's first line. */
  | { readonly kind: 'file'; readonly line: number; readonly path: string; readonly content: string }
  /** Runs a command. Without `shown`, the page does not show what it prints. */
  | { readonly kind: 'command'; readonly line: number; readonly command: string; readonly shown?: string }
  /** What one of the programs that are running prints later. */
  | { readonly kind: 'later'; readonly line: number; readonly shown: string }

/** `// server.ts`, `# netlify.toml`. */
const name = /^(?:\/\/|#) ([\w./-]+\.\w+)$/

/** A block `text` shows what the command before it prints, or, after another block, a program that is running. */
export function stepsOf(markdown: string): Step[] {
  const steps: Step[] = []
  let last: string | undefined
  for (const { language, line, code } of blocksOf(markdown)) {
    if (language === 'sh') {
      for (const command of code.replace(/\\\n\s*/g, '').split('\n')) {
        if (command) steps.push({ kind: 'command', line, command })
      }
    } else if (language === 'text') {
      const before = steps.at(-1)
      if (last === 'sh' && before?.kind === 'command') steps[steps.length - 1] = { ...before, shown: code }
      else steps.push({ kind: 'later', line, shown: code })
    } else {
      const path = name.exec(code.split('\n')[0] ?? '')?.[1]
      if (!path) throw new Error(`Line ${line}: the block does not begin with the name of its file.`)
      steps.push({ kind: 'file', line, path, content: `${code}\n` })
    }
    last = language
  }
  return steps
}
