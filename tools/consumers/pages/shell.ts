// A reader's terminal: blocks of commands, one after the other, in one folder. What does not end runs on beside the rest.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '@wxdp-internal/services'
import { home } from '../project.ts'

export interface Shell {
  readonly folder: string
  /** Runs commands until they end, or say how to stop them. `undefined` in place of an exit code: they run on. */
  run(commands: string): Promise<{ readonly exitCode: number | undefined; readonly printed: string }>
  /** What the latest that runs on has printed since this was called last. Waits until that is `expected`. */
  more(expected: (printed: string) => boolean, patience: number): Promise<string>
  close(): Promise<void>
}

/** Ports that pages name, and that may be taken here. */
const ports = /\b(3000|4000|4010|8080)\b/g
const patience = 60_000

/** The file of the installed program. */
export function installedProgram(): string {
  const manifest = join(home, 'node_modules/wxdp/package.json')
  return join(dirname(manifest), createRequire(import.meta.url)(manifest).bin.wxdp)
}

/** An empty folder, with the installed program as `wxdp` in `PATH`. */
export async function openShell(): Promise<Shell> {
  const folder = mkdtempSync(join(tmpdir(), 'wxdp-page-'))
  const bin = join(folder, '.bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'wxdp'), `#!/bin/sh\nexec '${process.execPath}' '${installedProgram()}' "$@"\n`)
  chmodSync(join(bin, 'wxdp'), 0o755)
  const env = {
    PATH: [bin, dirname(process.execPath), process.env.PATH].join(delimiter),
    LANG: 'C',
    HOME: folder,
  }
  const taken = new Map<string, number>()
  for (const port of ['3000', '4000', '4010', '8080']) taken.set(port, await freePort())
  const stops: (() => Promise<void>)[] = []
  let running = (): string => ''
  let read = 0
  return {
    folder,
    async run(commands) {
      const there = commands.replace(ports, (port) => `${taken.get(port)}`)
      // A group of its own, so that what the shell has started ends with it.
      const child = spawn('bash', ['-ec', `exec 2>&1\n${there}`], {
        cwd: folder,
        env,
        detached: true,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      let text = ''
      let exitCode: number | undefined
      child.stdout.setEncoding('utf8').on('data', (more: string) => {
        text += more
      })
      const closed = once(child, 'close').then(([code]) => {
        exitCode = code ?? -1
      })
      const kill = () => {
        if (exitCode === undefined && child.pid) process.kill(-child.pid, 'SIGTERM')
      }
      stops.push(async () => {
        kill()
        await closed
      })
      const end = Date.now() + patience
      while (exitCode === undefined && !text.includes('Ctrl-C')) {
        if (Date.now() > end) throw new Error(`It neither ends nor says how to stop it:\n${text}`)
        await Promise.race([closed, sleep(10)])
      }
      // The rest of what it says at the start.
      if (exitCode === undefined) {
        await sleep(100)
        running = () => text
        read = text.length
      }
      return { exitCode, printed: text }
    },
    async more(expected, patience) {
      const end = Date.now() + patience
      const since = () => running().slice(read)
      while (!expected(since()) && Date.now() < end) await sleep(20)
      const found = since()
      read += found.length
      return found
    },
    async close() {
      for (const stop of stops.reverse()) await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
