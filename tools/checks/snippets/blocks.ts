// Fenced blocks of Markdown.

export interface Block {
  /** The word after the fence. */
  readonly language: string
  /** The rest of that line. */
  readonly info: string
  /** Line of the first line of code, from 1. */
  readonly line: number
  readonly code: string
}

const fence = /^([ \t>]*)(`{3,}|~{3,})([\w+-]*)(.*)$/

export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = []
  const lines = markdown.split(/\r?\n/)
  for (let i = 0; i < lines.length; i += 1) {
    const opening = fence.exec(lines[i] ?? '')
    if (!opening) continue
    const [, indent = '', ticks = '', language = '', info = ''] = opening
    const line = i + 2
    const code: string[] = []
    for (i += 1; i < lines.length && lines[i]?.trim() !== ticks; i += 1) {
      const text = lines[i] ?? ''
      code.push(text.startsWith(indent) ? text.slice(indent.length) : text)
    }
    blocks.push({ language, info, line, code: code.join('\n') })
  }
  return blocks
}

/** The Markdown with its blocks emptied, so that line numbers stay right. */
export function proseOf(markdown: string): string {
  const lines = markdown.split(/\r?\n/)
  for (const { line, code } of blocksOf(markdown)) {
    const height = code.split('\n').length
    for (let i = line - 2; i < line + height && i < lines.length; i += 1) lines[i] = ''
  }
  return lines.join('\n')
}
