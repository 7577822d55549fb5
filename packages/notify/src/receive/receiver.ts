import {
  type ApiV3Key,
  type ApiV3KeyInput,
  type HeaderSource,
  importApiV3Key,
  openResource as openAes,
  type SealedResource,
  type Verifier,
} from '@wxdp/auth'
import { BodyTooLarge, type ReadOptions, readBytes } from '@wxdp/bounds'
import {
  type AnyDefinition,
  type NotificationOf,
  parseEnvelope,
  parseNotification,
  planChange,
  type UnknownNotification,
} from '@wxdp/core'
import { invalidOption, NotifyError } from '../errors.ts'

/** One key, several (each is tried: a key was changed), or a look-up by the serial that signed (several merchants on one URL). */
export type ApiV3KeySource =
  | ApiV3KeyInput
  | readonly ApiV3KeyInput[]
  | ((
      serialNo: string,
    ) => ApiV3KeyInput | readonly ApiV3KeyInput[] | Promise<ApiV3KeyInput | readonly ApiV3KeyInput[]>)

/** Returns the plaintext of a sealed resource if all of it is authentic, and throws otherwise. */
export type OpenResource = (apiV3Key: ApiV3Key, sealed: SealedResource) => Promise<Uint8Array>

/** A callback whose body the host has read already, untouched. */
export interface RawCallback {
  readonly headers: HeaderSource
  /** The bytes as they came, not text and not a parsed object. */
  readonly body: Uint8Array
}

export interface ReceiverOptions<Definitions extends readonly AnyDefinition[]> {
  readonly verifier: Verifier
  readonly apiV3Key: ApiV3KeySource
  /**
   * Opens the resources with the key. Default: `open` of `@wxdp/auth` (AES-256-GCM); for merchants who use SM2
   * (国密) that of `@wxdp/auth-sm` (SM4-GCM). Each refuses what is sealed with another algorithm.
   */
  readonly open?: OpenResource
  /** Which notifications are typed; others come as `unknown`. Default: `[planChange]`. */
  readonly notifications?: Definitions
  /** The largest body that is read, in bytes. Default 64 KiB. */
  readonly maxBytes?: number
}

/**
 * Verifies, opens and parses one callback.
 *
 * Throws `AuthError` where it is not proven genuine or cannot be opened; `CoreError`
 * `CORE_ENVELOPE_INVALID`, `CORE_RESOURCE_INVALID`; `NotifyError` `NOTIFY_BODY_TOO_LARGE`, `NOTIFY_BODY_CONSUMED`.
 */
// An intersection, not an interface with a call signature: TypeScript infers from it where receiver and handler
// are made in one expression, and the resource keeps its type.
export type Receiver<Received> = ((callback: Request | RawCallback) => Promise<Received>) & {
  /** The largest body, in bytes. */
  readonly maxBytes: number
}

/** What a receiver yields for its definitions; by default, for `[planChange]`. */
export type Received<Definitions extends readonly AnyDefinition[] = readonly [typeof planChange]> =
  | NotificationOf<Definitions[number]>
  | UnknownNotification

/**
 * Makes the function from a callback to its notification: raw bytes are verified, then read, then opened, then
 * parsed, in this order and no other. Nothing that is not proven genuine comes out.
 *
 * It handles nothing twice or once; `createHandler` adds that, and the answer.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4016168699}
 *
 * @example
 * const receive = createReceiver({ verifier, apiV3Key })
 * const notification = await receive(request)
 * if (notification.kind === 'planChange') console.log(notification.resource.plan_state)
 */
export function createReceiver<
  const Definitions extends readonly AnyDefinition[] = readonly [typeof planChange],
>(options: ReceiverOptions<Definitions>): Receiver<Received<Definitions>> {
  const { verifier, open = openAes, notifications = [planChange], maxBytes = 64 * 1024 } = options
  if (typeof verifier?.verify !== 'function') throw invalidOption('verifier must come from createVerifier.')
  if (typeof open !== 'function') throw invalidOption('open must be a function, as that of @wxdp/auth.')
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 1)
    throw invalidOption('maxBytes must be a positive integer.')
  const keysFor = keyFinder(options.apiV3Key)
  const receive = async (callback: Request | RawCallback): Promise<Received<Definitions>> => {
    // An await of what is there already would cost each callback a turn of the queue.
    const reading = readBody(callback, maxBytes)
    const body = reading instanceof Promise ? await reading : reading
    const verified = await verifier.verify({ headers: callback.headers, body })
    const envelope = parseEnvelope(verified.body)
    const finding = keysFor(verified.serialNo)
    const keys = finding instanceof Promise ? await finding : finding
    const resource = await openWithAny(open, keys, envelope.resource)
    return parseNotification(notifications, envelope, resource) as Received<Definitions>
  }
  return Object.assign(receive, { maxBytes })
}

function readBody(callback: Request | RawCallback, maxBytes: number): Uint8Array | Promise<Uint8Array> {
  const { body } = callback
  if (!(body instanceof Uint8Array)) {
    // Asked only now: on Node, the first look at `Request` loads the runtime's fetch, which takes longer than all else.
    if (callback instanceof Request) {
      requireUnread(callback)
      return readRequest(callback, { maxBytes })
    }
    throw bodyConsumed(
      `The body is ${body === null ? body : typeof body}, not a Uint8Array`,
      'Hand over the raw bytes: express.raw(), not express.json(), or the bytes behind event.body.',
    )
  }
  if (body.length > maxBytes) {
    throw tooLarge(maxBytes)
  }
  return body
}

/** @throws {NotifyError} `NOTIFY_BODY_TOO_LARGE` */
export async function readRequest(request: Request, options: ReadOptions): Promise<Uint8Array> {
  try {
    return await readBytes(request.body, options)
  } catch (error) {
    throw error instanceof BodyTooLarge ? tooLarge(options.maxBytes) : error
  }
}

export function tooLarge(maxBytes: number): NotifyError {
  return new NotifyError('NOTIFY_BODY_TOO_LARGE', `The body is larger than the ${maxBytes} bytes allowed.`)
}

/** The mistake that costs people days, named, with the remedy of the host at hand. */
export function bodyConsumed(what: string, remedy: string): NotifyError {
  return new NotifyError('NOTIFY_BODY_CONSUMED', `${what}. The signature covers the raw bytes. ${remedy}`)
}

/** @throws {NotifyError} `NOTIFY_BODY_CONSUMED` */
export function requireUnread(request: Request): void {
  if (!request.bodyUsed) return
  throw bodyConsumed(
    `The body of this ${'nextUrl' in request ? 'NextRequest' : 'Request'} has been read already`,
    'Call the handler before request.json() (Next.js), c.req.json() or a validator (Hono), or read a request.clone().',
  )
}

type Keys = readonly ApiV3Key[]

function keyFinder(source: ApiV3KeySource): (serialNo: string) => Keys | Promise<Keys> {
  if (typeof source === 'function') {
    // Imported keys are kept by the caller; a text is imported anew, which costs microseconds.
    return async (serialNo) => toKeys(await source(serialNo))
  }
  const keys = toKeys(source)
  return () => keys
}

function toKeys(input: ApiV3KeyInput | readonly ApiV3KeyInput[]): Keys {
  const keys = (Array.isArray(input) ? input : [input]).map((key: ApiV3KeyInput) => importApiV3Key(key))
  if (keys.length === 0) throw invalidOption('apiV3Key must hold at least one key.')
  return keys
}

/** With the first key, where that fails with the next; what the last one fails with is thrown. */
function openWithAny(
  open: OpenResource,
  [first, ...others]: Keys,
  sealed: SealedResource,
): Promise<Uint8Array> {
  return others.reduce(
    (opening, key) => opening.catch(() => open(key, sealed)),
    open(first as ApiV3Key, sealed),
  )
}
