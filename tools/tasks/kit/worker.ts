// A worker in workerd, with the ledger as a service.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { Miniflare, Response as WorkerResponse } from 'miniflare'
import type { Sent, Stage } from './stage.ts'
import { stage } from './stage.ts'

export interface Worker extends Pick<Stage, 'callback'> {
  readonly stored: unknown[]
  post(sent: Sent): Promise<number>
  /** Starts a new isolate. What Durable Objects have stored stays. */
  restart(): Promise<void>
  failNext(): void
  stop(): Promise<void>
}

export async function startWorker(file: string): Promise<Worker> {
  const { settings, callback } = await stage()
  const folder = mkdtempSync(join(tmpdir(), 'wxdp-task-'))
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*'],
    logLevel: 'silent',
  })
  const stored: unknown[] = []
  let fails = false
  const options = {
    modules: true,
    script: outputFiles[0]?.text ?? '',
    host: '127.0.0.1',
    compatibilityDate: '2026-07-30',
    compatibilityFlags: ['nodejs_compat'],
    bindings: {
      API_V3_KEY: settings.apiV3Key,
      PLATFORM_SERIAL: settings.platformSerial,
      PLATFORM_PUBLIC_KEY: settings.platformPublicKey,
    },
    durableObjects: { INBOX: { className: 'InboxObject', useSQLite: true } },
    durableObjectsPersist: folder,
    serviceBindings: {
      async LEDGER(request: { json(): Promise<unknown> }) {
        const entry = await request.json()
        const status = fails ? 500 : 204
        if (!fails) stored.push(entry)
        fails = false
        return new WorkerResponse(null, { status })
      },
    },
  } as const
  let miniflare = new Miniflare(options as never)
  return {
    callback,
    stored,
    async post({ headers, body }) {
      const response = await miniflare.dispatchFetch('https://pay.example.com/wechatpay/plans', {
        method: 'POST',
        headers: { ...headers },
        body,
      })
      await response.arrayBuffer()
      return response.status
    },
    async restart() {
      await miniflare.dispose()
      miniflare = new Miniflare(options as never)
    },
    failNext() {
      fails = true
    },
    async stop() {
      await miniflare.dispose()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
