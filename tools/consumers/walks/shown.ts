// What a page shows of a program's output, beside what was printed.

/** What is another one in each run. */
const placeholders: readonly (readonly [shown: RegExp, printed: string])[] = [
  [/\b\d{32}\b/, '\\d{32}'],
  [/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/, '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}'],
  [/\b127\\\.0\\\.0\\\.1:4\d{4}\b/, '127\\.0\\.0\\.1:\\d+'],
  [/\b\d+ ms\b/, '\\d+ ms'],
  [/\b\d+ms\b/, '[\\d.]+m?s'],
  [/\b\d\d:\d\d:\d\d\b/, '\\d\\d:\\d\\d:\\d\\d'],
]

/** A line `…` stands for any lines, also for none. */
const dots = /^\s*…$/

/**
 * Finds what is shown at the beginning of what was printed.
 *
 * @returns The length of what was printed, or `undefined` if it is something else, or not yet complete.
 */
export function lengthOf(shown: string, printed: string): number | undefined {
  const lines = shown
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => (dots.test(line) ? '(?:.*\\n)*?' : `\\s*${patternOf(line.trim())}[ \\t]*\\n`))
  return new RegExp(`^${lines.join('')}`).exec(printed)?.[0].length
}

/** Whether the page leaves out the rest of what a program prints. */
export const isCutOff = (shown: string): boolean => dots.test(shown.trimEnd().split('\n').at(-1) ?? '')

function patternOf(line: string): string {
  let pattern = line.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  for (const [shown, printed] of placeholders)
    pattern = pattern.replace(new RegExp(shown, 'g'), () => printed)
  return pattern
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it removes.
const colours = /\u001b\[[\d;?]*[A-Za-z]/g

export const withoutColours = (text: string): string => text.replace(colours, '').replaceAll('\r', '')
