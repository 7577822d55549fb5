// Runs checks in a process of its own, since code under check may do anything. Called with jobs as JSON, prints one line
// of JSON for each: its reasons.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Check, createReport } from './check.ts'

export interface Job {
  /** Name of the task's folder. */
  readonly task: string
  /** The folder with the code under check. */
  readonly folder: string
}

const limit = 30_000
let reasons: string[] = []
// Whatever escapes the code under check counts against it.
for (const event of ['unhandledRejection', 'uncaughtException']) {
  process.on(event, (error) => reasons.push(`An error escapes: ${error}`))
}
console.error = () => {}
console.log = () => {}

for (const { task, folder } of JSON.parse(process.argv[2] ?? '[]') as Job[]) {
  const report = createReport()
  reasons = report.reasons
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      report.reasons.push(`The check did not end within ${limit / 1000} s.`)
      resolve()
    }, limit)
  })
  await Promise.race([run(task, folder), late])
  clearTimeout(timer)
  process.stdout.write(`${JSON.stringify({ task, folder, reasons: report.reasons })}\n`)

  async function run(name: string, at: string): Promise<void> {
    try {
      const { default: check, isBundled }: { default: Check; isBundled?: true } = await import(
        `../${name}/check.ts`
      )
      const file = ['index.ts', 'index.js'].map((each) => join(at, each)).find(existsSync)
      if (!file) throw new Error(`${at} has no index.js.`)
      await check(isBundled ? {} : await import(pathToFileURL(file).href), report, file)
    } catch (error) {
      report.reasons.push(`${error instanceof Error ? `${error.name}: ${error.message}` : error}`)
    }
  }
}
process.exit(0)
