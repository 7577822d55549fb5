import { readFile } from 'node:fs/promises'

/** Clock ticks of Linux in a second, as `/proc` counts them. */
const ticks = 100

/** Processor time that a process has taken so far, in milliseconds; `undefined` where there is no `/proc`. */
export async function processorTime(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The name of the program, in parentheses, may contain spaces.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields && ((Number(fields[11]) + Number(fields[12])) * 1000) / ticks
}
