import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { SandboxChange } from '../box/changes.ts'
import type { SandboxControl } from '../box/control.ts'

/** What the page is told. */
export interface ChangeMessage {
  /** The sandbox's clock. Milliseconds since 1970. */
  readonly now: number
  /** What has changed since the last message. */
  readonly kinds: readonly SandboxChange['kind'][]
}

/** Milliseconds between two messages if nothing has changed. They keep the connection open, and clocks right. */
const idle = 1000
/** Milliseconds for which changes are gathered: many at once are one message. */
const gathering = 100

/** Server-sent events: a message at once, one a second, and one soon after each change. */
export function streamChanges(context: Context, control: SandboxControl): Response {
  return streamSSE(context, async (stream) => {
    const kinds = new Set<SandboxChange['kind']>()
    let wake: (() => void) | undefined
    const unsubscribe = control.subscribe(({ kind }) => {
      kinds.add(kind)
      wake?.()
    })
    stream.onAbort(() => wake?.())
    const wait = (ms: number): Promise<void> =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    try {
      while (!stream.aborted) {
        const message: ChangeMessage = { now: control.now, kinds: [...kinds] }
        kinds.clear()
        await stream.writeSSE({ data: JSON.stringify(message) })
        if (!stream.aborted && kinds.size === 0) await wait(idle)
        if (!stream.aborted) await stream.sleep(gathering)
      }
    } finally {
      unsubscribe()
    }
  })
}
