import { type CallbackEvent, type CallbackHandler, createHandler, type HandlerSettings } from '@wxdp/notify'
import { utf8 } from '@wxdp-internal/fixtures'
import { expect, type Mock, vi } from 'vitest'
import { settings } from './settings.ts'

export interface ObservedHandler {
  readonly handler: CallbackHandler
  readonly onNotification: Mock<HandlerSettings['onNotification']>
  readonly events: readonly CallbackEvent[]
}

/** A handler, the calls of its function, and its events. */
export function createObservedHandler(changes: Partial<HandlerSettings> = {}): ObservedHandler {
  const events: CallbackEvent[] = []
  const onNotification = vi.fn(changes.onNotification ?? (() => {}))
  const handler = createHandler({
    ...settings,
    observe: (event) => void events.push(event),
    ...changes,
    onNotification,
  })
  return { handler, onNotification, events }
}

/** The status of a refusal. Fails unless its body is FAIL and a message, without a stack and without a secret. */
export async function refusalStatus(response: Response): Promise<number> {
  const text = await response.text()
  expect(response.headers.get('content-type')).toBe('application/json')
  const body = JSON.parse(text) as { code: string; message: string }
  expect(Object.keys(body)).toEqual(['code', 'message'])
  expect(body.code).toBe('FAIL')
  expect(utf8(body.message).length).toBeLessThanOrEqual(256)
  expect(text).not.toContain(settings.apiV3Key)
  expect(text).not.toMatch(/ at \S+:\d|\.ts|PUB_KEY_ID|BEGIN/)
  return response.status
}
