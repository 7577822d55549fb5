// Pages of the site that show commands and what these print.
import { blocksOf } from '@wxdp-internal/checks/blocks'

/** What a reader does, and what the page says comes of it. */
export interface Step {
  /** Line of the page. */
  readonly line: number
  /** Absent if only the output of what still runs is shown. */
  readonly commands?: string
  readonly exitCode: number
  /** The block `text` that follows. */
  readonly output?: string
}

/** Another exit code than 0 stands in a comment behind the command. */
const exitCodeIn = (commands: string): number =>
  Number(/# (?:exit code|退出码) (\d+)$/m.exec(commands)?.[1] ?? 0)

/** The blocks `sh`, each with the block `text` that follows it. Other languages are for other shells and programs. */
export function stepsOf(page: string): Step[] {
  const steps: Step[] = []
  let last = ''
  for (const { language, line, code } of blocksOf(page)) {
    if (language === 'sh') steps.push({ line, commands: code, exitCode: exitCodeIn(code) })
    const step = steps.at(-1)
    if (language === 'text' && step && last === 'sh') steps[steps.length - 1] = { ...step, output: code }
    if (language === 'text' && last !== 'sh') steps.push({ line, exitCode: 0, output: code })
    last = language
  }
  return steps
}

/** What differs from run to run, and what stands for it in a comparison. */
const changing: readonly (readonly [RegExp, string])[] = [
  [/127\.0\.0\.1:\d{4,5}/g, 'HOST'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'UUID'],
  [/\b(PUB_KEY_ID_SANDBOX|53414E44424F58|SANDBOX)[0-9A-F]{6,}/g, '$1…'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?/g, 'TIME'],
  [/\b\d\d:\d\d:\d\d\b/g, 'TIME'],
  [/\b(create|update|budget|deactivate|confirm|use|return)-\d{14}-[0-9a-f]{8}/g, '$1-NUMBER'],
  [/\b(signature|nonce_str|timestamp)="[^"]+"/g, '$1="…"'],
  [/\b\d+ ms\b/g, 'N ms'],
  [/\b\d+(\.\d+)? s from start\b/g, 'N s from start'],
  [/\b(signed|Within) \d+ s /g, '$1 N s '],
  [/\b\d+ seconds after\b/g, 'N seconds after'],
  [/\b\d{13}\b/g, 'MILLISECONDS'],
  [/\b\d{20}\b/g, 'COUPON'],
  [/\bwxdp\/\d+\.\d+\.\d+ Node\.js\/\d+|\bwxdp\/\d+\.\d+\.\d+/g, 'wxdp/VERSION'],
  [/\b1{12,}\d+\b/g, 'PLAN'],
]

function normalised(text: string): string {
  const lines = text.trimEnd().split('\n')
  const plain = lines.map((line) => line.trimEnd()).join('\n')
  return changing.reduce((result, [pattern, stand]) => result.replace(pattern, stand), plain)
}

/** Whether that was printed. A line `…` on a page stands for any lines, and `…` in a line for any text. */
export function isPrinted(shown: string, printed: string): boolean {
  const escaped = normalised(shown).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const pattern = escaped.replace(/^ *…(\n|$)/gm, '(?:.*(?:\\n|$))*?').replaceAll('…', '.*?')
  return new RegExp(`^${pattern}\\n*$`).test(normalised(printed))
}
