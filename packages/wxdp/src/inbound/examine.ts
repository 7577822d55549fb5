import { type ApiV3Key, type ApiV3KeyInput, importApiV3Key, type Verifier } from '@wxdp/auth'
import { type CallbackEvent, createHandler, type Inbox } from '@wxdp/notify'
import { kinds } from './kinds.ts'
import type { Incoming, Outcome } from './serve.ts'

/** The keys that verify and open callbacks. */
export interface InboundKeys {
  readonly verifier: Verifier
  readonly apiV3Key: ApiV3KeyInput
}

/** What one callback is. */
export interface Examined {
  readonly event: CallbackEvent
  /** What is in it, if it is genuine. */
  readonly content?: {
    readonly kind: string
    readonly resource: unknown
    /** When it was signed. Milliseconds since 1970. */
    readonly signedAt: number
    /** Whether a notification with this id came before. */
    readonly isDuplicate: boolean
  }
  /** What `@wxdp/notify` responds. */
  readonly outcome: Outcome
}

/** How many ids are remembered, to recognise duplicates. */
const maxIds = 10_000

/** Every callback counts as new, so that duplicates are opened and shown, too. */
const always: Inbox = {
  claim: async () => ({ state: 'new', complete: async () => undefined, release: async () => undefined }),
}

/** Makes a function that examines callbacks as the handler of `@wxdp/notify` does. */
export function createExaminer({
  verifier,
  apiV3Key,
}: InboundKeys): (incoming: Incoming) => Promise<Examined> {
  const seen = new Set<string>()
  const isSeen = (id: string): boolean => {
    const isDuplicate = seen.has(id)
    seen.add(id)
    if (seen.size > maxIds) seen.delete(seen.values().next().value as string)
    return isDuplicate
  }
  let key: ApiV3Key | undefined
  return async ({ method, target, headers, body }) => {
    let event: CallbackEvent | undefined
    let content: Examined['content']
    const handler = createHandler({
      verifier,
      // Imported once, when the first callback is genuine.
      apiV3Key: () => (key ??= importApiV3Key(apiV3Key)),
      notifications: kinds,
      inbox: always,
      observe: (observed) => {
        event = observed
      },
      onNotification: ({ kind, resource, id }, { timestamp }) => {
        content = { kind, resource, signedAt: timestamp * 1000, isDuplicate: isSeen(id) }
      },
    })
    const hasBody = method !== 'GET' && method !== 'HEAD'
    const request = new Request(new URL(target, 'http://127.0.0.1'), {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      ...(hasBody && { body: Buffer.from(body) }),
    })
    const response = await handler(request)
    return {
      // The handler calls observe before it responds.
      event: event as unknown as CallbackEvent,
      ...(content && { content }),
      outcome: {
        status: response.status,
        contentType: response.headers.get('content-type') ?? undefined,
        body: await response.text(),
      },
    }
  }
}
