// The tests of every framework: the same callbacks over a real socket, the same responses.
import { once } from 'node:events'
import type { Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { PlanChange } from '@wxdp/core'
import type { CallbackEvent, HandlerSettings } from '@wxdp/notify'
import { planChange, planChangeEnvelope } from '@wxdp-internal/fixtures/messages'
import { afterEach, expect, it } from 'vitest'
import { callbackHeaders, settings } from './settings.ts'

/** Settings for a handler of any host, as a user writes them. */
export type Options = HandlerSettings

/** Starts an application with a handler at `/wechatpay/plans`, and returns its origin. */
export type Start = (options: Options) => Promise<string>

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** Ends an application after its test. */
export function endAfterTest(close: () => unknown): void {
  closers.push(close)
}

/** Starts a server on a free port of loopback until the test ends, and returns its origin. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endAfterTest(() => {
    server.close()
    server.closeAllConnections()
  })
  return originOf(server)
}

export function originOf(server: { address(): AddressInfo | string | null }): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function setUp(): Options & { readonly events: CallbackEvent[]; readonly changes: PlanChange[] } {
  const events: CallbackEvent[] = []
  const changes: PlanChange[] = []
  return {
    events,
    changes,
    ...settings,
    onNotification(notification) {
      if (notification.kind === 'planChange') changes.push(notification.resource)
    },
    observe: (event) => void events.push(event),
  }
}

async function send(origin: string, body: string, headers?: Record<string, string>) {
  const init = { method: 'POST', headers: headers ?? (await callbackHeaders(body)), body }
  const response = await fetch(`${origin}/wechatpay/plans`, init)
  return { status: response.status, text: await response.text(), headers: response.headers }
}

/** Checks that an application handles callbacks correctly. */
export function works(name: string, start: Start): void {
  it(`${name}: handles genuine callbacks once, and refuses others`, async () => {
    const { events, changes, ...options } = setUp()
    const origin = await start(options)
    const body = await planChangeEnvelope()
    const genuine = await send(origin, body)
    expect([genuine.status, genuine.text, changes]).toEqual([204, '', [planChange]])
    expect((await send(origin, body)).status).toBe(204)

    const forged = await send(origin, body.replace('EV-1', 'EV-2'), await callbackHeaders(body))
    expect([forged.status, JSON.parse(forged.text)]).toEqual([
      401,
      { code: 'FAIL', message: 'AUTH_SIGNATURE_INVALID' },
    ])
    expect(forged.headers.get('content-type')).toMatch(/^application\/json/)
    expect((await send(origin, `{"x":"${'x'.repeat(70_000)}"}`)).status).toBe(413)
    expect((await send(origin, await planChangeEnvelope({ id: 'EV-3' }))).status).toBe(204)
    expect(changes).toEqual([planChange, planChange])
    expect(events.map(({ outcome, code }) => code ?? outcome)).toEqual([
      'accepted',
      'duplicate',
      'AUTH_SIGNATURE_INVALID',
      'NOTIFY_BODY_TOO_LARGE',
      'accepted',
    ])
  })
}

/** Checks that an application responds in time to a body that stalls, and closes the connection. */
export function endsStalledBodies(name: string, start: Start): void {
  it.each([
    ['application/json', 408],
    ['text/plain', 415],
  ])(`${name}: does not wait for a body of %s that stalls`, async (type, status) => {
    const { events, changes, ...options } = setUp()
    const origin = await start({ ...options, deadline: 200 })
    const { socket, text, closed } = await connectTo(origin)
    const length = 1_000
    socket.write(
      `POST /wechatpay/plans HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n{`,
    )
    const started = performance.now()
    await closed
    expect(performance.now() - started).toBeLessThan(4_000)
    expect(text()).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(events).toMatchObject([{ status }])
  })
}

async function connectTo(origin: string) {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk
  })
  socket.on('error', () => {})
  const closed = once(socket, 'close')
  await once(socket, 'connect')
  endAfterTest(() => socket.destroy())
  return { socket, text: () => text, closed }
}

/** Checks that an application in which the body is read before the handler names the cause and the remedy. */
export function namesTheMistake(name: string, start: Start, parts: readonly string[]): void {
  it(`${name}: names the mistake`, async () => {
    const { events, changes, ...options } = setUp()
    const origin = await start(options)
    const { status, text } = await send(origin, await planChangeEnvelope())
    expect([status, JSON.parse(text)]).toEqual([500, { code: 'FAIL', message: 'NOTIFY_BODY_CONSUMED' }])
    expect(events).toMatchObject([{ outcome: 'failed', status: 500, code: 'NOTIFY_BODY_CONSUMED' }])
    for (const part of parts) expect(String(events[0]?.error)).toContain(part)
    expect(changes).toEqual([])
  })
}

/** A set-up in which something reads the body before the handler, and the code that its error suggests. */
export interface Mistake {
  readonly start: Start
  /** What the error says has read the body. */
  readonly named: string
  /** The code in the error, as it is printed. */
  readonly remedy: string
  /** Starts the application with this code pasted into it. */
  readonly pasted: (code: string) => Start
  /** With the remedy, something still reads a copy before the handler, for as long as the sender takes. */
  readonly readsCopy?: boolean
}

/** Checks that an error names the mistake, and that its remedy works as it is printed. */
export function fixes(name: string, { start, named, remedy, pasted, readsCopy }: Mistake): void {
  namesTheMistake(name, start, [named, remedy])
  works(`${name}, with the remedy pasted`, pasted(remedy))
  if (!readsCopy) endsStalledBodies(`${name}, with the remedy pasted`, pasted(remedy))
}

/** Runs a statement that an error suggests, with these names in scope and the path of the tests. */
export function paste(code: string, names: Readonly<Record<string, unknown>>): void {
  new Function(...Object.keys(names), code.replaceAll('/path', '/wechatpay/plans'))(...Object.values(names))
}

/** The value of an expression that an error suggests, with these names in scope. */
export async function evaluate(code: string, names: Readonly<Record<string, unknown>>): Promise<unknown> {
  return new Function(...Object.keys(names), `return (async () => ${code})()`)(...Object.values(names))
}
