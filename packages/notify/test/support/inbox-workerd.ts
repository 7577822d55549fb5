import type { InboxNamespace } from '@wxdp/notify/durable-object'
import { startWorkerd, type Workerd } from './workerd.ts'

/** `inbox-worker.ts` in workerd. */
export interface InboxWorker extends Pick<Workerd, 'dispatch' | 'stop'> {
  /** The worker's own namespace, reached through one of its routes. */
  readonly namespace: InboxNamespace
  /** The number of entries in one object, and the Unix time of its alarm in milliseconds. */
  look(name: string): Promise<{ readonly entries: number; readonly alarm: number | null }>
  /** Removes the object from memory, as Cloudflare does with idle objects. */
  evict(name: string): Promise<void>
}

const className = 'ObservedInboxObject'
const name = 'inbox-worker'

export async function startInboxWorker(): Promise<InboxWorker> {
  const { miniflare, dispatch, stop } = await startWorkerd('inbox-worker.ts', {
    name,
    durableObjects: { INBOX: { className, useSQLite: true } },
  })
  const pathOf = (id: unknown): string => `/object?name=${encodeURIComponent(`${id}`)}`
  return {
    dispatch,
    stop,
    namespace: {
      idFromName: (id) => id,
      get: (id) => ({ fetch: (_url, init) => dispatch(pathOf(id), init) }),
    },
    look: async (id) => JSON.parse(await (await dispatch(pathOf(id))).text()),
    evict: (id) => miniflare.unsafeEvictDurableObject(name, className, { name: id }),
  }
}
