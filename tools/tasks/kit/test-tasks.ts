// Holds the checks themselves: a solution passes, the start and each typical mistake fail.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepare } from './prepare.ts'
import { home, runChecks } from './tasks.ts'

/** @returns What is wrong; empty if all is well. */
export async function testTasks(
  names: readonly string[],
  log: (line: string) => void = () => {},
): Promise<readonly string[]> {
  const jobs = names.flatMap((task) =>
    ['solution', 'start', ...mistakesOf(task)].map((part) => ({ task, folder: join(home, task, part) })),
  )
  // Checks wait more than they compute.
  const parts = [0, 1, 2].map((part) => runChecks(jobs.filter((_, i) => i % 3 === part)))
  return (await Promise.all(parts)).flat().flatMap(({ task, folder, reasons }) => {
    const part = folder.slice(join(home, task).length + 1)
    log(
      `${reasons.length === 0 ? 'pass' : 'fail'} ${task}/${part}${reasons.map((each) => `\n  ${each}`).join('')}`,
    )
    if (part === 'solution') return reasons.map((reason) => `${task}: our solution fails: ${reason}`)
    return reasons.length === 0 ? [`${task}: ${part} passes, and must not.`] : []
  })
}

/** The planted solutions with typical mistakes. */
export function mistakesOf(task: string): readonly string[] {
  const folder = join(home, task, 'wrong')
  return existsSync(folder) ? readdirSync(folder).map((name) => join('wrong', name)) : []
}

/** Prepares a task as a project, installs it from npm, and checks its start and our solution there. */
export async function testPrepared(task: string): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'wxdp-task-'))
  try {
    prepare(task, folder)
    execFileSync('npm', ['install', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: 'pipe',
      shell: process.platform === 'win32',
    })
    const [start] = await runChecks([{ task, folder }])
    cpSync(join(home, task, 'solution'), folder, { recursive: true })
    const [solved] = await runChecks([{ task, folder }])
    return [
      ...(start?.reasons.length === 0 ? [`${task}: the prepared start passes, and must not.`] : []),
      ...(solved?.reasons ?? []).map(
        (reason) => `${task}: our solution fails where it is prepared: ${reason}`,
      ),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
