// How each example is started, on the runtime that it is for.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Command } from '@wxdp-internal/services'

const node = (file: string): Command => [process.execPath, '--import', 'tsx', file]

// The package's own launcher would stand between us and the process to be ended.
const deno = join(
  dirname(createRequire(import.meta.url).resolve('deno/package.json')),
  process.platform === 'win32' ? 'deno.exe' : 'deno',
)
const denoFlags = [
  // Types are tsc's work; Deno's own check would rewrite the workspace's package.json when it fails.
  '--no-check',
  '--no-remote',
  '--node-modules-dir=manual',
  '--no-prompt',
  '--allow-env',
  '--allow-net=127.0.0.1',
]

export type Host = 'node' | 'node-bullmq' | 'deno' | 'workerd' | 'edge-vm' | 'workerd-queue'

/** The working directory is that of this file. */
export const hosts: Readonly<Record<Host, Command>> = {
  node: node('../../examples/node/main.ts'),
  'node-bullmq': node('hosts/bullmq.ts'),
  deno: [deno, 'run', ...denoFlags, '../../examples/deno/main.ts'],
  workerd: node('hosts/workerd.ts'),
  'edge-vm': node('hosts/edge-vm.ts'),
  'workerd-queue': node('hosts/workerd-queue.ts'),
}

/** The examples, and the hosts that each one runs on. */
export const examples: Readonly<Record<string, readonly Host[]>> = {
  node: ['node'],
  'node-bullmq': ['node-bullmq'],
  deno: ['deno'],
  edge: ['workerd', 'edge-vm'],
  'cloudflare-queue': ['workerd-queue'],
}
