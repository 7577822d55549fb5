import { fileURLToPath } from 'node:url'
import type { InboxNamespace } from '@wxdp/notify/durable-object'
import { apiV3Key, platformSerial } from '@wxdp-internal/fixtures'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { platform } from './harness.ts'

export interface Worker {
  /** Sends a request, as a client on the network would. */
  dispatch(path: string, init?: RequestParts): Promise<Reply>
  /** The worker's own namespace, reached through one of its routes. */
  readonly namespace: InboxNamespace
  /** How much one object keeps, and when its alarm is due, in milliseconds since 1970. */
  look(name: string): Promise<{ readonly entries: number; readonly alarm: number | null }>
  /** Throws the object out of memory, as Cloudflare does with idle ones. */
  evict(name: string): Promise<void>
  stop(): Promise<void>
}

interface RequestParts {
  readonly method: string
  readonly headers?: Record<string, string>
  readonly body: string
}

interface Reply {
  readonly status: number
  text(): Promise<string>
}

const className = 'ObservedInboxObject'
const name = 'inbox-worker'

/** Starts `inbox-worker.ts`, made from the sources, in workerd, without Node compatibility. */
export async function startWorker(): Promise<Worker> {
  const miniflare = new Miniflare({
    name,
    modules: true,
    script: await bundle(),
    host: '127.0.0.1',
    compatibilityDate: '2026-07-30',
    compatibilityFlags: ['no_nodejs_compat', 'no_nodejs_compat_v2'],
    cf: false,
    durableObjects: { INBOX: { className, useSQLite: true } },
    bindings: {
      API_V3_KEY: apiV3Key,
      PLATFORM_SERIAL: platformSerial,
      PLATFORM_PUBLIC_KEY: platform.publicKey,
    },
  })
  await miniflare.ready
  const dispatch = (path: string, init?: RequestParts): Promise<Reply> =>
    miniflare.dispatchFetch(`https://pay.example.com${path}`, init)
  const pathOf = (id: unknown): string => `/object?name=${encodeURIComponent(`${id}`)}`
  return {
    dispatch,
    namespace: {
      idFromName: (id) => id,
      get: (id) => ({ fetch: (_url, init) => dispatch(pathOf(id), init) }),
    },
    look: async (id) => JSON.parse(await (await dispatch(pathOf(id))).text()),
    evict: (id) => miniflare.unsafeEvictDurableObject(name, className, { name: id }),
    stop: () => miniflare.dispose(),
  }
}

async function bundle(): Promise<string> {
  const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
  const { outputFiles } = await build({
    entryPoints: [here('inbox-worker.ts')],
    bundle: true,
    write: false,
    platform: 'neutral',
    target: 'es2022',
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    alias: {
      '@wxdp/notify': here('../src/index.ts'),
      '@wxdp/notify/durable-object': here('../src/durable-object.ts'),
    },
    // The paths in a package's tsconfig.json would lead from what is built back to the sources.
    tsconfigRaw: {},
    logLevel: 'silent',
  })
  return outputFiles.map(({ text }) => text).join('')
}
