import { toBytes } from '@wxdp/auth'

/** What a function platform calls a handler with. */
export interface EventHost {
  /**
   * The event, or the request on Google Cloud and Azure, as the platform passes it. The bytes of JSON that Alibaba Cloud
   * passes are parsed.
   */
  readonly event: unknown
  /** The second argument: the context of the invocation, or on Google Cloud the response. */
  readonly context: unknown
  /**
   * The address that the request came from, as far as the platform tells: on AWS, Alibaba Cloud, Tencent SCF and uniCloud
   * that of the connection; on Huawei Cloud, Google Cloud and Azure, and behind a load balancer of AWS, from a header that
   * the platform sets; on CloudBase, nothing.
   */
  readonly address: string | undefined
}

/** A member of an {@link EventHost}, however deep. */
export type Path = 'event' | `event.${string}` | `context.${string}`

/** The value of a member; undefined if there is none. */
export function at(host: Pick<EventHost, 'event' | 'context'>, path: Path): unknown {
  return path.split('.').reduce<unknown>((value, name) => memberOf(value, name), host)
}

function memberOf(value: unknown, name: string): unknown {
  return (value as Readonly<Record<string, unknown>> | null | undefined)?.[name]
}

/** The event as an object, if it came as JSON. */
export function parseEvent(event: unknown): unknown {
  const bytes = toBytes(event)
  const json = bytes ? new TextDecoder().decode(bytes) : event
  if (typeof json !== 'string') return event
  try {
    return JSON.parse(json)
  } catch {
    return event
  }
}
