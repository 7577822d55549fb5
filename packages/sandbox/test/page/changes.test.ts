import { describe, expect, it, vi } from 'vitest'
import { openControl } from '../support/page.ts'
import { createPlan, own } from '../support/stage.ts'

describe('changes', () => {
  it('are told as they happen, many at once in one message', async () => {
    const { page, box, partner, setUrl } = await openControl()
    const { body, headers } = await page.fetch('http://localhost/sandbox/api/changes')
    expect(headers.get('content-type')).toBe('text/event-stream')
    const messages = messagesOf(body as ReadableStream<Uint8Array>)
    // The first message waits to be read, and the change for the second.
    await setUrl()
    expect(await messages.next()).toEqual({ now: box.control.now, kinds: [] })
    for (let i = 0; i < 20; i++) await createPlan(partner, { ...own, out_request_no: `many-${i}` })
    await box.control.settled()
    const kinds = new Set<string>()
    let count = 0
    while (kinds.size < 4) {
      for (const kind of (await messages.next()).kinds) kinds.add(kind)
      count += 1
    }
    expect(kinds).toEqual(new Set(['notifyUrl', 'request', 'plan', 'coupon', 'batch', 'callback']))
    expect(count).toBeLessThan(20)
    await messages.cancel()
  })

  it('end their subscription with the stream, and come without a change, too', async () => {
    const { page, box } = await openControl()
    const ended = vi.fn()
    const { subscribe } = box.control
    vi.spyOn(box.control, 'subscribe').mockImplementation((listener) => {
      const unsubscribe = subscribe(listener)
      return () => {
        ended()
        unsubscribe()
      }
    })
    const { body } = await page.fetch('http://localhost/sandbox/api/changes')
    const messages = messagesOf(body as ReadableStream<Uint8Array>)
    await messages.next()
    expect((await messages.next()).kinds).toEqual([])
    await messages.cancel()
    await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce())
  })
})

interface Messages {
  next(): Promise<{ readonly now: number; readonly kinds: readonly string[] }>
  cancel(): Promise<void>
}

function messagesOf(body: ReadableStream<Uint8Array>): Messages {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  return {
    async next() {
      while (!text.includes('\n\n')) text += decoder.decode((await reader.read()).value, { stream: true })
      const end = text.indexOf('\n\n')
      const message = text.slice(0, end).replace('data: ', '')
      text = text.slice(end + 2)
      return JSON.parse(message)
    },
    cancel: () => reader.cancel(),
  }
}
