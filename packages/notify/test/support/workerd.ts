import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import { build } from 'esbuild'
import { Miniflare, type WorkerOptions } from 'miniflare'

/** A worker in workerd, without Node compatibility. */
export interface Workerd {
  readonly miniflare: Miniflare
  /** Sends a request, as a client on the network would. */
  dispatch(path: string, init?: RequestParts): Promise<WorkerdResponse>
  stop(): Promise<void>
}

interface RequestParts {
  readonly method: string
  readonly headers?: Record<string, string>
  readonly body: string | Uint8Array
}

export interface WorkerdResponse {
  readonly status: number
  text(): Promise<string>
}

/**
 * Starts a worker of this folder, built from the sources, with the merchant's settings in its environment.
 *
 * @param file Such as `inbox-worker.ts`.
 * @param options More options of Miniflare.
 */
export async function startWorkerd(file: string, options: Partial<WorkerOptions> = {}): Promise<Workerd> {
  const miniflare = new Miniflare({
    modules: true,
    script: await bundle(file),
    host: '127.0.0.1',
    compatibilityDate: '2026-07-30',
    compatibilityFlags: ['no_nodejs_compat', 'no_nodejs_compat_v2'],
    cf: false,
    // Its console is not part of the tests' output.
    handleRuntimeStdio(stdout: Readable, stderr: Readable) {
      stdout.resume()
      stderr.resume()
    },
    bindings: {
      API_V3_KEY: apiV3Key,
      PLATFORM_SERIAL: keys.platform.serialNo,
      PLATFORM_PUBLIC_KEY: keys.platform.publicKey,
    },
    ...options,
  })
  await miniflare.ready
  return {
    miniflare,
    dispatch: (path, init) => miniflare.dispatchFetch(`https://pay.example.com${path}`, init),
    stop: () => miniflare.dispose(),
  }
}

async function bundle(file: string): Promise<string> {
  const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
  const { outputFiles } = await build({
    entryPoints: [here(file)],
    bundle: true,
    define: { ERROR_LINK: JSON.stringify(ERROR_LINK) },
    write: false,
    platform: 'neutral',
    target: 'es2022',
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    alias: {
      '@wxdp/notify': here('../../src/index.ts'),
      '@wxdp/notify/bullmq': here('../../src/bullmq.ts'),
      '@wxdp/notify/cloudflare-queue': here('../../src/cloudflare-queue.ts'),
      '@wxdp/notify/durable-object': here('../../src/durable-object.ts'),
      '@wxdp/notify/sql': here('../../src/sql.ts'),
      '@wxdp/notify/worker': here('../../src/worker.ts'),
    },
    // The paths in a package's tsconfig.json would lead from its build back to its sources.
    tsconfigRaw: {},
    logLevel: 'silent',
  })
  return outputFiles.map(({ text }) => text).join('')
}
