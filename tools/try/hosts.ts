// The command that starts each example on its runtime.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Command } from '@wxdp-internal/services'

const node = (file: string): Command => [process.execPath, '--import', 'tsx', file]

// The binary itself: signals sent to the launcher of the package would not reach it.
const deno = join(
  dirname(createRequire(import.meta.url).resolve('deno/package.json')),
  process.platform === 'win32' ? 'deno.exe' : 'deno',
)
const denoFlags = [
  // tsc checks the types. A failed check of Deno would rewrite the package.json of the workspace.
  '--no-check',
  '--no-remote',
  '--node-modules-dir=manual',
  '--no-prompt',
  '--allow-env',
  '--allow-net=127.0.0.1',
]

export type Host = 'node' | 'node-bullmq' | 'deno' | 'workerd' | 'edge-vm' | 'workerd-queue'

/** Paths are relative to the folder of this file. */
export const hosts: Readonly<Record<Host, Command>> = {
  node: node('../../examples/node/main.ts'),
  'node-bullmq': node('hosts/bullmq.ts'),
  deno: [deno, 'run', ...denoFlags, '../../examples/deno/main.ts'],
  workerd: node('hosts/workerd.ts'),
  'edge-vm': node('hosts/edge-vm.ts'),
  'workerd-queue': node('hosts/workerd-queue.ts'),
}

/** The hosts that each example runs on. */
export const examples: Readonly<Record<string, readonly Host[]>> = {
  node: ['node'],
  'node-bullmq': ['node-bullmq'],
  deno: ['deno'],
  edge: ['workerd', 'edge-vm'],
  'cloudflare-queue': ['workerd-queue'],
}

/** Examples that bring their own sandbox. */
export const programs: Readonly<Record<string, Command>> = {
  coupons: node('../../examples/coupons/main.ts'),
  observability: node('../../examples/observability/main.ts'),
}
