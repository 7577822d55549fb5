// The functions of a user, each with every fault: the documented response in time, and nothing unhandled.
import type { Verifier } from '@wxdp/auth'
import { AuthError } from '@wxdp/auth'
import { createHandler, type HandlerSettings, type Inbox } from '@wxdp/notify'
import { callbackRequest } from '@wxdp-internal/fixtures/messages'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createObservedHandler } from './support/handler.ts'
import { settings } from './support/settings.ts'

/** An error whose `code` may be anything. */
const withCode = (code: unknown): Error => Object.assign(new Error('of the user'), { code })
const hostile = (): unknown =>
  new Proxy(() => {}, {
    get() {
      throw new Error('a trap')
    },
    getPrototypeOf() {
      throw new Error('a trap')
    },
  })

const never = new Promise<never>(() => {})
const faults: Readonly<Record<string, () => unknown>> = {
  'throws an error': () => {
    throw new Error('of the user')
  },
  'throws undefined': () => {
    throw undefined
  },
  'throws a proxy that throws': () => {
    throw hostile()
  },
  rejects: async () => {
    throw new Error('of the user')
  },
  'rejects with a string': () => Promise.reject('text'),
  'rejects with a frozen object': () => Promise.reject(Object.freeze({})),
  'rejects with the code constructor': () => Promise.reject(withCode('constructor')),
  'rejects with the code __proto__': () => Promise.reject(withCode('__proto__')),
  'rejects with a code of ours': () => Promise.reject(withCode('AUTH_SIGNATURE_INVALID')),
  'rejects with a code that throws': () =>
    Promise.reject(
      Object.defineProperty(new Error('of the user'), 'code', {
        get() {
          throw new Error('a getter')
        },
      }),
    ),
  'never settles': () => never,
  'returns a thenable that throws': () =>
    Object.defineProperty({}, 'then', {
      get() {
        throw new Error('a getter')
      },
    }),
}
const nonsense: Readonly<Record<string, () => unknown>> = {
  'returns undefined': () => undefined,
  'returns a number': () => 7,
  'returns an empty object': () => ({}),
  'returns null': () => null,
}

const unhandled = vi.fn()
beforeEach(() => {
  unhandled.mockClear()
  process.on('unhandledRejection', unhandled)
})
afterEach(async () => {
  // Unhandled rejections are reported after the microtasks.
  await new Promise((resolve) => setTimeout(resolve, 5))
  process.off('unhandledRejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
})

/** The response of a handler with these settings to a genuine callback, and how it was observed. */
async function respondWith(
  changes: Record<string, unknown>,
  context?: object,
): Promise<{ status: number; code: string | undefined }> {
  const { handler, events } = createObservedHandler({
    deadline: 80,
    ...(changes as Partial<HandlerSettings>),
  })
  const response = await handler(await callbackRequest(), context)
  return { status: response.status, code: events[0]?.code }
}

describe.each(Object.entries(faults))('a function that %s', (name, fault) => {
  const late = name === 'never settles'

  it('does not change the response as observe', async () => {
    expect((await respondWith({ observe: fault })).status).toBe(204)
  })

  it('does not change the response as waitUntil', async () => {
    expect(await respondWith({}, { waitUntil: fault })).toEqual({ status: 204, code: undefined })
  })

  it('is a 500 with a code of its own as onNotification', async () => {
    expect(await respondWith({ onNotification: fault })).toEqual({
      status: 500,
      code: late ? 'NOTIFY_DEADLINE' : 'NOTIFY_HANDLER_FAILED',
    })
  })

  it.each(['sourceCheck', 'open', 'apiV3Key'])('is a 500 as %s', async (option) => {
    expect(await respondWith({ [option]: fault })).toEqual({
      status: 500,
      code: late ? 'NOTIFY_DEADLINE' : undefined,
    })
  })

  it('is a 500 as a verifier, or as a keyring that it looks up', async () => {
    const verifier = { ...settings.verifier, verify: fault as Verifier['verify'] }
    expect((await respondWith({ verifier })).status).toBe(500)
  })

  it.each(['claim', 'complete', 'release'] as const)('is a 500 as %s of an inbox', async (method) => {
    const claim = {
      state: 'new',
      complete: method === 'complete' ? fault : async () => {},
      release: method === 'release' ? fault : async () => {},
    }
    const inbox = { claim: method === 'claim' ? fault : async () => claim } as unknown as Inbox
    const onNotification = () => {
      if (method === 'release') throw new Error('of the user')
    }
    expect((await respondWith({ inbox, onNotification })).status).toBe(500)
  })
})

describe.each(Object.entries(nonsense))('a function that %s', (_, make) => {
  it.each(['open', 'apiV3Key'])('is a 500 as %s', async (option) => {
    expect((await respondWith({ [option]: make })).status).toBe(500)
  })

  it('is a 500 as claim of an inbox, and the notification is not handled', async () => {
    const onNotification = vi.fn()
    const inbox = { claim: make } as unknown as Inbox
    expect((await respondWith({ inbox, onNotification })).status).toBe(500)
    expect(onNotification).not.toHaveBeenCalled()
  })

  it('is a 500 as the function of the settings, on console.error', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const handler = createHandler(make as never)
    expect((await handler(await callbackRequest())).status).toBe(500)
    expect(log).toHaveBeenCalledOnce()
    expect(log.mock.calls[0]?.[0]).toContain('NOTIFY_SETTINGS_FAILED')
    log.mockRestore()
  })
})

it('errors of ours keep their meaning where they are thrown on purpose', async () => {
  const sourceCheck = () => {
    throw new AuthError('AUTH_SIGNATURE_INVALID', 'thrown by a check of the user')
  }
  expect(await respondWith({ sourceCheck })).toEqual({ status: 401, code: 'AUTH_SIGNATURE_INVALID' })
})

it('the methods of an inbox are called as methods', async () => {
  class OwnInbox implements Inbox {
    readonly done = new Set<string>()
    async claim(id: string) {
      if (this.done.has(id)) return { state: 'done' as const }
      return new OwnClaim(this.done, id)
    }
  }
  class OwnClaim {
    readonly state = 'new'
    readonly #done: Set<string>
    readonly #id: string
    constructor(done: Set<string>, id: string) {
      this.#done = done
      this.#id = id
    }
    async complete() {
      this.#done.add(this.#id)
    }
    async release() {
      this.#done.delete(this.#id)
    }
  }
  const onNotification = vi.fn()
  const { handler } = createObservedHandler({ inbox: new OwnInbox(), onNotification })
  const statuses = [await handler(await callbackRequest()), await handler(await callbackRequest())]
  expect(statuses.map(({ status }) => status)).toEqual([204, 204])
  expect(onNotification).toHaveBeenCalledOnce()
})

it('an error that cannot be shown is one line on console.error', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const handler = createHandler({
    ...settings,
    onNotification: () => {
      throw hostile()
    },
  })
  expect((await handler(await callbackRequest())).status).toBe(500)
  expect(log.mock.calls).toEqual([[expect.stringContaining('cannot be shown')]])
  log.mockRestore()
})
