import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { home, runChecks, tasks, titleOf } from '../kit/tasks.ts'
import { mistakesOf, testTasks } from '../kit/test-tasks.ts'

it('there are twenty-one tasks, in order, each in two languages with a mistake at least', () => {
  expect(tasks.map((name) => Number(name.slice(0, 2)))).toEqual(Array.from({ length: 21 }, (_, i) => i + 1))
  for (const task of tasks) {
    for (const part of ['check.ts', 'start/index.js', 'solution/index.js']) {
      expect(existsSync(join(home, task, part)), `${task}/${part}`).toBe(true)
    }
    expect(titleOf(task, 'zh')).toMatch(/\p{Script=Han}/u)
    expect(titleOf(task)).not.toBe(task)
    expect(mistakesOf(task).length, task).toBeGreaterThan(0)
  }
})

it('every solution passes; every start and every planted mistake fails', { timeout: 300_000 }, async () => {
  expect(await testTasks(tasks)).toEqual([])
})

describe('a check', () => {
  it('names a folder without index.js, and goes on after code that ends the process', async () => {
    const jobs = ['nowhere', 'test/ends-process', 'test/throws-later'].map((folder) => ({
      task: '01-receive-callbacks',
      folder: join(home, folder),
    }))
    const verdicts = await runChecks(jobs)
    expect(verdicts[0]?.reasons).toEqual([expect.stringContaining('has no index.js')])
    expect(verdicts[1]?.reasons).toEqual([expect.stringContaining('The process ended.')])
    expect(verdicts).toHaveLength(3)
    const [later] = await runChecks(jobs.slice(2))
    expect(later?.reasons).toContainEqual(expect.stringContaining('An error escapes: Error: later'))
  })

  it('is of a folder whose files are all there', () => {
    for (const task of tasks) {
      expect(readdirSync(join(home, task)).sort()).toEqual(
        ['check.ts', 'solution', 'start', 'task.md', 'task.zh.md', 'wrong'].sort(),
      )
    }
  })
})
