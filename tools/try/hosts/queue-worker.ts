// Runs the worker of examples/cloudflare-queue in workerd with its wrangler.jsonc, so that what is tested is deployed.
import { readdir, readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { Miniflare } from 'miniflare'
import { bundleWorker, workerd } from './bundle.ts'

export interface QueueWorkerOptions {
  /** The secrets. */
  readonly bindings: Readonly<Record<string, string>>
  /** Default: a free port. */
  readonly port?: number
  /** Receives the log of the worker. Default: it is written to this process's output. */
  readonly log?: (text: string) => void
}

/** The part of wrangler.jsonc that is used here. */
interface Config {
  readonly name: string
  readonly compatibility_date: string
  readonly durable_objects: { readonly bindings: readonly { name: string; class_name: string }[] }
  readonly kv_namespaces: readonly { binding: string }[]
  readonly d1_databases: readonly { binding: string; migrations_dir: string }[]
  readonly queues: {
    readonly producers: readonly { binding: string; queue: string }[]
    readonly consumers: readonly {
      queue: string
      max_batch_size?: number
      max_batch_timeout?: number
      max_retries?: number
      dead_letter_queue?: string
    }[]
  }
}

const folder = new URL('../../../examples/cloudflare-queue/', import.meta.url)

export async function startQueueWorker({ bindings, port = 0, log }: QueueWorkerOptions): Promise<Miniflare> {
  const text = await readFile(new URL('wrangler.jsonc', folder), 'utf8')
  const config: Config = JSON.parse(text.replace(/^\s*\/\/.*$/gm, ''))
  const { durable_objects, kv_namespaces, d1_databases, queues } = config
  const miniflare = new Miniflare({
    host: '127.0.0.1',
    port,
    cf: false,
    // Without it, workerd does not log why a trigger failed.
    verbose: true,
    ...(log && {
      handleRuntimeStdio(...streams: Readable[]) {
        for (const stream of streams) stream.setEncoding('utf8').on('data', log)
      },
    }),
    name: config.name,
    modules: true,
    script: await bundleWorker(workerd, new URL('worker.ts', folder)),
    compatibilityDate: config.compatibility_date,
    // The first flag alone leaves `process` and `Buffer` defined.
    compatibilityFlags: ['no_nodejs_compat', 'no_nodejs_compat_v2'],
    bindings,
    durableObjects: Object.fromEntries(
      durable_objects.bindings.map(({ name, class_name: className }) => [
        name,
        { className, useSQLite: true },
      ]),
    ),
    kvNamespaces: kv_namespaces.map(({ binding }) => binding),
    d1Databases: d1_databases.map(({ binding }) => binding),
    queueProducers: Object.fromEntries(queues.producers.map(({ binding, queue }) => [binding, queue])),
    queueConsumers: Object.fromEntries(
      queues.consumers.map((consumer) => [
        consumer.queue,
        {
          ...(consumer.max_batch_size !== undefined && { maxBatchSize: consumer.max_batch_size }),
          ...(consumer.max_batch_timeout !== undefined && { maxBatchTimeout: consumer.max_batch_timeout }),
          ...(consumer.max_retries !== undefined && { maxRetries: consumer.max_retries }),
          ...(consumer.dead_letter_queue !== undefined && { deadLetterQueue: consumer.dead_letter_queue }),
        },
      ]),
    ),
  })
  await miniflare.ready
  for (const { binding, migrations_dir } of d1_databases) await migrate(miniflare, binding, migrations_dir)
  return miniflare
}

/** What `wrangler d1 migrations apply` does. */
async function migrate(miniflare: Miniflare, binding: string, directory: string): Promise<void> {
  const at = new URL(`${directory}/`, folder)
  const database = await miniflare.getD1Database(binding)
  for (const name of (await readdir(at)).sort()) {
    for (const statement of (await readFile(new URL(name, at), 'utf8')).split(';\n').filter(Boolean)) {
      await database.prepare(statement).run()
    }
  }
}
