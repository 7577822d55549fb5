// An inbox in another process or runtime, used by a test as if it were in its own.
import type { Inbox } from '@wxdp/notify'

/** The options of an inbox that a test varies. */
export interface RemoteOptions {
  readonly lease?: number
  readonly remember?: number
  readonly timeout?: number
  readonly table?: string
}

interface Call {
  readonly options: RemoteOptions
  readonly id: string
  /** The number of a claim, and what to do with it. */
  readonly claim?: number
  readonly action?: 'complete' | 'release'
}

/** Serves the inboxes that `make` makes. Runs in the other process, so it uses no Node. */
export function serveInboxes(
  make: (options: RemoteOptions) => Inbox,
): (request: Request) => Promise<Response> {
  const claims: Extract<Awaited<ReturnType<Inbox['claim']>>, { state: 'new' }>[] = []
  return async (request) => {
    const { options, id, claim, action }: Call = await request.json()
    try {
      if (claim !== undefined && action) {
        await claims[claim]?.[action]()
        return Response.json({})
      }
      const made = await make(options).claim(id)
      return Response.json({
        state: made.state,
        ...(made.state === 'new' && { claim: claims.push(made) - 1 }),
      })
    } catch (error) {
      const { code, cause } = error as { code?: string; cause?: unknown }
      return Response.json({ error: { code, cause: `${cause}` } })
    }
  }
}

/** @param send Sends the text of a request to {@link serveInboxes}, and resolves to the text of its response. */
export function createRemoteInbox(
  send: (body: string) => Promise<string>,
  options: RemoteOptions = {},
): Inbox {
  const call = async (what: Partial<Call>) => {
    const { error, ...found } = JSON.parse(await send(JSON.stringify({ options, ...what })))
    if (error) throw Object.assign(new Error(`the inbox failed: ${error.cause}`), error)
    return found as { state: 'new' | 'busy' | 'done'; claim: number }
  }
  return {
    async claim(id) {
      const { state, claim } = await call({ id })
      if (state !== 'new') return { state }
      return {
        state,
        complete: async () => void (await call({ claim, action: 'complete' })),
        release: async () => void (await call({ claim, action: 'release' })),
      }
    },
  }
}
