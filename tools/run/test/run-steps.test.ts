import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { runSteps } from '../run-steps.mjs'

const step = (title: string, code: string) => ({ title, args: [process.execPath, '-e', code] })
const lines: string[] = []
beforeEach(() => {
  for (const method of ['log', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((line: string) => void lines.push(...line.split('\n')))
  }
})
afterEach(() => {
  lines.length = 0
  vi.restoreAllMocks()
})

it('ends with the names of the steps that failed, and the command that mends', async () => {
  const code = await runSteps([
    [
      { ...step('Lint', 'process.exit(3)'), remedy: 'npx format' },
      step('Types', ''),
      step('Checks', 'console.log("found"); process.exit(4)'),
    ],
    step('Never', ''),
  ])
  expect(code).toBe(3)
  expect(lines).toContain('found')
  expect(lines).not.toContain('▸ Never')
  expect(lines.at(-1)).toBe('Failed: Lint (mend with: npx format), Checks.')
})

it('names a program that does not exist', async () => {
  expect(await runSteps([{ title: 'Lost', args: ['./no-such-program'] }])).toBe(1)
  expect(lines.at(-1)).toBe('Failed: Lost.')
})

it('asks for no colours when the output is no terminal', async () => {
  const print = step('Print', 'console.log("colours", process.env.NO_COLOR)')
  expect(await runSteps([[print]])).toBe(0)
  expect(lines).toContain(process.stdout.isTTY || process.env.FORCE_COLOR ? 'colours undefined' : 'colours 1')
})
