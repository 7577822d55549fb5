// Runs the worker in workerd with the settings of wrangler.jsonc, so that the tests run what is deployed.
import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'

export interface WorkerdOptions {
  /** The secrets. */
  readonly bindings: Readonly<Record<string, string>>
  /** Default: the `main` of wrangler.jsonc. */
  readonly main?: string
  /** Default: a free port. */
  readonly port?: number
  /** A directory that keeps Durable Objects when the process ends. Default: they are lost. */
  readonly persist?: string
  /** Receives the log of the worker. Default: it is written to this process's output. */
  readonly log?: (text: string) => void
  /** Consumer settings that differ from those of wrangler.jsonc. */
  readonly consumer?: { readonly retryDelay?: number; readonly maxBatchTimeout?: number }
}

/** The part of wrangler.jsonc that is used here. */
interface Config {
  readonly name: string
  readonly main: string
  readonly compatibility_date: string
  readonly durable_objects: { readonly bindings: readonly { name: string; class_name: string }[] }
  readonly migrations: readonly { readonly new_sqlite_classes: readonly string[] }[]
  readonly queues: {
    readonly producers: readonly { binding: string; queue: string }[]
    readonly consumers: readonly {
      queue: string
      max_batch_size: number
      max_batch_timeout: number
      max_retries: number
      retry_delay: number
      dead_letter_queue: string
    }[]
  }
}

// Miniflare drops the messages of a queue without a consumer. This consumer keeps the dead letters and shows them.
const deadLetters = `const letters = []
export default {
  queue: ({ messages }) => void letters.push(...messages.map(({ body }) => body)),
  fetch: () => Response.json(letters),
}`

/** Starts the worker, and a second one, `dead-letters`, that shows the messages of the dead-letter queue. */
export async function startWorkerd(options: WorkerdOptions): Promise<Miniflare> {
  const text = await readFile(new URL('../wrangler.jsonc', import.meta.url), 'utf8')
  const config: Config = JSON.parse(text.replace(/^\s*\/\/.*$/gm, ''))
  const { compatibility_date: compatibilityDate, queues } = config
  const sqlite = config.migrations.flatMap(({ new_sqlite_classes }) => new_sqlite_classes)
  const [consumer] = queues.consumers
  const { log } = options
  if (!consumer) throw new Error('wrangler.jsonc names no consumer.')
  // The first flag alone leaves `process` and `Buffer` defined.
  const compatibilityFlags = ['no_nodejs_compat', 'no_nodejs_compat_v2']
  const miniflare = new Miniflare({
    host: '127.0.0.1',
    port: options.port ?? 0,
    cf: false,
    // Without it, workerd does not log why a trigger failed.
    verbose: true,
    ...(options.persist !== undefined && { durableObjectsPersist: options.persist }),
    ...(log !== undefined && {
      handleRuntimeStdio(...streams: Readable[]) {
        for (const stream of streams) stream.setEncoding('utf8').on('data', log)
      },
    }),
    workers: [
      {
        name: config.name,
        modules: true,
        script: await bundle(options.main ?? config.main),
        compatibilityDate,
        compatibilityFlags,
        bindings: options.bindings,
        durableObjects: Object.fromEntries(
          config.durable_objects.bindings.map(({ name, class_name: className }) => [
            name,
            { className, useSQLite: sqlite.includes(className) },
          ]),
        ),
        queueProducers: Object.fromEntries(queues.producers.map(({ binding, queue }) => [binding, queue])),
        queueConsumers: {
          [consumer.queue]: {
            maxBatchSize: consumer.max_batch_size,
            maxBatchTimeout: consumer.max_batch_timeout,
            maxRetries: consumer.max_retries,
            retryDelay: consumer.retry_delay,
            deadLetterQueue: consumer.dead_letter_queue,
            ...options.consumer,
          },
        },
      },
      {
        name: 'dead-letters',
        modules: true,
        script: deadLetters,
        compatibilityDate,
        compatibilityFlags,
        queueConsumers: { [consumer.dead_letter_queue]: { maxBatchTimeout: 0 } },
      },
    ],
  })
  await miniflare.ready
  return miniflare
}

/** Bundles the worker into one file with the export conditions that wrangler uses, without Node's modules. */
export async function bundle(main: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../${main}`, import.meta.url))],
    bundle: true,
    write: false,
    platform: 'neutral',
    target: 'es2022',
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:workers'],
    // The `paths` of a package's tsconfig.json would resolve to its sources instead of the build.
    tsconfigRaw: {},
    logLevel: 'silent',
  })
  return outputFiles.map(({ text }) => text).join('')
}
