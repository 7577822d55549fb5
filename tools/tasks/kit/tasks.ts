// The tasks, and how their checks are started.
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Job } from './run-checks.ts'

export const home: string = join(import.meta.dirname, '..')

/** Names of the folders, in order. */
export const tasks: readonly string[] = readdirSync(home)
  .filter((name) => /^\d\d-/.test(name))
  .sort()

export function titleOf(task: string, language: 'en' | 'zh' = 'en'): string {
  const text = readFileSync(join(home, task, language === 'zh' ? 'task.zh.md' : 'task.md'), 'utf8')
  return /^# (.+)$/m.exec(text)?.[1] ?? task
}

export interface Verdict extends Job {
  /** What is wrong; empty if the check passes. */
  readonly reasons: readonly string[]
}

/** Runs jobs one after the other in one process. */
export function runChecks(jobs: readonly Job[]): Promise<readonly Verdict[]> {
  const args = ['--import', 'tsx', join(import.meta.dirname, 'run-checks.ts'), JSON.stringify(jobs)]
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: home, maxBuffer: 1 << 24 }, (_, stdout, stderr) => {
      const verdicts = stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Verdict)
      const rest = jobs.slice(verdicts.length)
      resolve([...verdicts, ...rest.map((job) => ({ ...job, reasons: [`The process ended. ${stderr}`] }))])
    })
  })
}
