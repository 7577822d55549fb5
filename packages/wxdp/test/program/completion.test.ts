import { execFile } from 'node:child_process'
import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { describe, expect, it } from 'vitest'
import { built, inside, temporaryFolder, wxdp } from '../support/program.ts'

/** What is suggested for a command line whose last word is incomplete. */
async function suggested(...words: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await inside(['complete', '--', ...words])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t')[0] as string)
}

describe('wxdp complete', () => {
  it('suggests commands, and commands of a group', async () => {
    const commands = await suggested('')
    expect(commands).toContain('doctor')
    expect(commands).not.toContain('complete')
    expect(await suggested('do')).toEqual(['doctor'])
    expect(await suggested('plans', '')).toContain('terminate')
    expect(await suggested('--lang', 'zh', 'plans', 'te')).toEqual(['terminate'])
    expect(await suggested('coupons', 'notify-url', '')).toEqual(['set', 'get'])
    expect(await suggested('user-coupons', 're')).toEqual(['return', 'reconcile'])
    expect(await suggested()).toEqual(commands)
  })

  it('suggests flags of the command and of the program, and values that are known', async () => {
    expect(await suggested('plans', 'update', '1', '--total')).toEqual(['--total-count'])
    expect(await suggested('doctor', '--ve')).toEqual(['--version', '--verbose'])
    expect(await suggested('--lang', '')).toEqual(['en', 'zh'])
    expect(await suggested('--lang=z')).toEqual(['--lang=zh'])
    expect(await suggested('--lang', '=', 'z')).toEqual(['zh'])
    expect(await suggested('--nothing=')).toEqual([])
  })

  it('suggests nothing where a file or anything else may come', async () => {
    expect(await suggested('callback', 'verify', '')).toEqual([])
    expect(await suggested('doctor', '--config', 'p')).toEqual([])
    expect(await suggested('plans', 'get', 'x')).toEqual([])
  })

  it('says what each is, in the language of the user', async () => {
    const { stdout } = await wxdp(['complete', '--', 'exp'], { env: { LANG: 'zh_CN.UTF-8' } })
    expect(stdout).toBe('explain\t解释错误码、错误编号或 Request-ID\n')
  })

  it('refuses an unknown shell', async () => {
    expect(await inside(['completion', 'tcsh'])).toMatchObject({ code: 2, stdout: '' })
  })
})

const pathOf = (name: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(':')
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file))

/** Runs lines in a real shell that has the script, where `wxdp` is the built program. */
async function inShell(
  shell: 'bash' | 'zsh' | 'fish',
  lines: readonly string[],
  before: readonly string[] = [],
): Promise<string[]> {
  const bin = temporaryFolder()
  const program = join(bin, 'wxdp')
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${built}' "$@"\n`)
  chmodSync(program, 0o755)
  const { stdout: script } = await inside(['completion', shell])
  const env = { PATH: `${bin}:${process.env.PATH}`, LANG: 'C', HOME: bin }
  const args = shell === 'fish' ? ['--no-config', '-c'] : shell === 'zsh' ? ['-f', '-c'] : ['--norc', '-c']
  const { stdout } = await promisify(execFile)(shell, [...args, [...before, script, ...lines].join('\n')], {
    env,
    cwd: bin,
  })
  return stdout.trim().split('\n')
}

describe('completion in bash', () => {
  skipWithout(pathOf('bash'), 'bash')

  it('completes commands, flags and values', async () => {
    const complete = (...words: string[]) => [
      `COMP_WORDS=(wxdp ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}`,
      `_wxdp; echo "\${COMPREPLY[*]}"`,
    ]
    const lines = [
      ...complete('pla'),
      ...complete('plans', 'te'),
      ...complete('--lang', '=', ''),
      ...complete('callback', 'verify', ''),
      'complete -p wxdp',
    ]
    expect(await inShell('bash', lines)).toEqual([
      'plans',
      'terminate',
      'en zh',
      '',
      'complete -o default -F _wxdp wxdp',
    ])
  })
})

describe('completion in zsh', () => {
  skipWithout(pathOf('zsh'), 'zsh')

  it('completes commands with their meanings, and files', async () => {
    // Of zsh's completion system, which only an interactive shell starts.
    const system = [
      'compdef() { : }',
      `_describe() { print -rl -- "\${(@P)2}" }`,
      '_files() { print -r -- files }',
    ]
    const lines = ['words=(wxdp expl); CURRENT=2; _wxdp', 'words=(wxdp plans get ""); CURRENT=4; _wxdp']
    expect(await inShell('zsh', lines, system)).toEqual([
      'explain:explain an error code, an error number or a Request-ID',
      'files',
    ])
  })
})

describe('completion in fish', () => {
  skipWithout(pathOf('fish'), 'fish')

  it('completes commands with their meanings, flags and files', async () => {
    const lines = [
      'touch notes.txt',
      'complete -C "wxdp expl"',
      'complete -C "wxdp plans update --total"',
      'complete -C "wxdp callback verify no"',
    ]
    const found = await inShell('fish', lines)
    expect(found).toContain('explain\texplain an error code, an error number or a Request-ID')
    expect(found).toContain('--total-count\tcoupons in all')
    expect(found).toContainEqual(expect.stringMatching(/^notes\.txt/))
  })
})
