// What every server in front of the handler of a recipe must do.
import { planChangeEnvelope, signedCallback } from '@wxdp-internal/fixtures/messages'
import { expect, vi } from 'vitest'
import { type Server, signing } from './server.ts'

const plans = '/wechatpay/plans'

export interface Sent {
  readonly path?: string
  readonly id?: string
  /** Replaces the body after it was signed. */
  readonly forged?: string
}

/** Sends one callback, and returns the status of its response. */
export async function send(
  { origin }: Server,
  { path = plans, id = 'EV-1', forged }: Sent = {},
): Promise<number> {
  const { headers, body } = await signedCallback(await planChangeEnvelope({ id }), { by: signing })
  const response = await fetch(origin + path, { method: 'POST', headers, body: forged ?? body })
  await response.arrayBuffer()
  return response.status
}

/** Expects that a genuine callback is handled once, and any other refused. */
export async function expectHandledOnce(server: Server): Promise<void> {
  expect({
    genuine: await send(server),
    duplicate: await send(server),
    forged: await send(server, { id: 'EV-2', forged: await planChangeEnvelope({ id: 'EV-3' }) }),
    next: await send(server, { id: 'EV-4' }),
  }).toEqual({ genuine: 204, duplicate: 204, forged: 401, next: 204 })
  const handled = ['EV-1 planChange', 'EV-4 planChange']
  await vi.waitFor(() => expect(server.output().match(/EV-\d planChange/g)).toEqual(handled))
}

/** Expects that the server says what is wrong, with this cause and remedy in one line. */
export async function expectNamed(server: Server, path: string, parts: readonly string[]): Promise<void> {
  const before = server.output().length
  expect(await send(server, { path, id: 'EV-9' })).toBe(500)
  const said = server.output().slice(before)
  for (const part of ['NOTIFY_BODY_CONSUMED', ...parts]) expect(said).toContain(part)
}
