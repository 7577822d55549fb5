import { wrongOption } from '../errors.ts'
import { type Entry, takeStep } from './entry.ts'
import type { Inbox } from './inbox.ts'
import { toKey } from './key.ts'
import { createSharedInbox, type InboxStore, type SharedInboxOptions } from './shared.ts'

/** The parts of an atomic operation that the inbox uses. */
export interface DenoKvAtomic {
  check(...checks: { key: string[]; versionstamp: string | null }[]): DenoKvAtomic
  set(key: string[], value: unknown, options?: { expireIn?: number }): DenoKvAtomic
  delete(key: string[]): DenoKvAtomic
  commit(): Promise<{ ok: boolean }>
}

/** The parts of a Deno KV that the inbox uses. `Deno.Kv` has this form, and so has what `@deno/kv` opens. */
export interface DenoKv {
  get(key: string[]): Promise<{ value: unknown; versionstamp: string | null }>
  atomic(): DenoKvAtomic
}

export interface DenoKvInboxOptions extends SharedInboxOptions {
  /** From `Deno.openKv()`. Opening and closing it is up to you. */
  readonly kv: DenoKv
  /** What every key begins with. Default `['wxdp', 'inbox']`. Each application that shares a KV needs its own. */
  readonly prefix?: readonly string[]
}

// Each attempt that fails means that another one has succeeded, so few are ever needed.
const attempts = 20

/**
 * Makes an inbox in Deno KV, for all processes or isolates that share it. Each step reads one key and writes it only if
 * it has not changed since. Deno KV tells no time: leases run on the clocks of the processes, which must agree to
 * within a small part of the lease.
 *
 * A step that fails or takes too long rejects with `NotifyError` `NOTIFY_INBOX_UNAVAILABLE`; the response is a 503,
 * and WeChat Pay sends again.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * const inbox = createDenoKvInbox({ kv })
 * const handler = createHandler({ verifier, apiV3Key, onNotification, inbox })
 */
export function createDenoKvInbox(options: DenoKvInboxOptions): Inbox {
  const { kv, prefix = ['wxdp', 'inbox'], ...rest } = options
  if (typeof kv?.atomic !== 'function') throw wrongOption('kv must be a Deno.Kv', kv)
  if (!Array.isArray(prefix) || !prefix.every((part) => typeof part === 'string')) {
    throw wrongOption('prefix must be a list of strings', prefix)
  }
  const store: InboxStore = async (step) => {
    const key = [...prefix, await toKey(step.id)]
    for (let attempt = 0; attempt < attempts; attempt++) {
      const { value, versionstamp } = await kv.get(key)
      const now = Date.now()
      const { result, entry, changed } = takeStep(value as Entry | null, step, now)
      if (!changed) return result
      const atomic = kv.atomic().check({ key, versionstamp })
      // Deno KV may keep a key longer, so the entry has its end in it.
      if (entry) atomic.set(key, entry, { expireIn: entry.end - now })
      else atomic.delete(key)
      if ((await atomic.commit()).ok) return result
    }
    throw new Error(`the entry changed during each of ${attempts} attempts`)
  }
  return createSharedInbox(store, { ...rest, name: 'Deno KV' })
}
