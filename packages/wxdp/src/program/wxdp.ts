#!/usr/bin/env node
import { main } from './main.ts'

const stop = new AbortController()
// The first signal stops the program in good order, the second at once: Node's default.
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())
// The reader of a pipe may leave before everything is written: `wxdp plans list | head`.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit()
})

process.exitCode = await main(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: Date.now,
  signal: stop.signal,
})
