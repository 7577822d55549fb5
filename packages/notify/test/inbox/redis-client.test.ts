import { setTimeout as sleep } from 'node:timers/promises'
import { Redis as Upstash } from '@upstash/redis'
import { createRedisInbox, type RedisInboxOptions } from '@wxdp/notify/redis'
import { findRedis, type Redis, startRedis } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { Redis as Ioredis } from 'ioredis'
import { createClient } from 'redis'
import { createClient as createClient4 } from 'redis-4'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inboxContract, states, take } from '../support/inbox-contract.ts'
import { moreClients, type OpenClient } from '../support/more-redis-clients.ts'

const program = await findRedis()
// A busy machine must not look like a fault of the inbox.
const timeout = 30_000
const brief = 100

describe.each(Object.entries(moreClients))('createRedisInbox with %s', (_name, connect) => {
  skipWithout(program, 'redis-server')
  let redis: Redis
  let open: OpenClient
  beforeAll(async () => {
    if (!program) return
    redis = await startRedis({ program })
    open = await connect(redis.port)
  })
  afterAll(async () => {
    await open?.close()
    await redis?.stop()
  })

  inboxContract(() => ({
    inbox: createRedisInbox({ client: open.client, timeout }),
    shortLease: createRedisInbox({ client: open.client, timeout, lease: brief }),
    shortMemory: createRedisInbox({ client: open.client, timeout, remember: brief }),
    pass: () => sleep(brief + 20),
  }))

  it.each([
    [
      ['t:', 'a:x'],
      ['t:a:', 'x'],
    ],
    [
      ['t', 'ax'],
      ['ta', 'x'],
    ],
    [
      ['t', 'x'],
      ['t:', 'x'],
    ],
    [
      ['t', 'x'],
      ['t|', 'x'],
    ],
    [
      ['t:', 'x'],
      ['t:|', 'x'],
    ],
    [
      ['t:', '|x'],
      ['t:|', 'x'],
    ],
    [
      ['t:', 'a:x'],
      ['t:a%3A', 'x'],
    ],
    [
      ['t', '%7Cx'],
      ['t|%7C', 'x'],
    ],
    [
      ['', 'x'],
      ['|', 'x'],
    ],
    [
      ['', 't:x'],
      ['t:', 'x'],
    ],
    [
      ['{t}:', 'x'],
      ['{t}', ':x'],
    ],
  ])('keeps %j and %j apart', async (...pairs) => {
    const base = crypto.randomUUID()
    for (const [prefix = '', id = ''] of pairs) {
      const inbox = createRedisInbox({ client: open.client, timeout, prefix: prefix && `${base}${prefix}` })
      const own = prefix ? id : `${id}${base}`
      expect(await states(inbox, own)).toEqual(['new'])
    }
  })
})

describe('createRedisInbox', () => {
  const make = (client: unknown) => () => createRedisInbox({ client } as RedisInboxOptions)

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'found undefined.'],
    ['null', null, 'found null.'],
    ['a URL', 'redis://:secret@127.0.0.1:6379', 'found string.'],
    ['a port', 6379, 'found number.'],
    ['a configuration', { host: '127.0.0.1', password: 'secret' }, 'found an object with host, password.'],
    ['an empty object', {}, 'found an object with no members.'],
    ['an object whose call is not a method', { call: 'eval' }, 'found an object with call.'],
    ['a list', ['redis://secret'], 'found an object with 0.'],
    ['a class', Ioredis, 'found a class or function: make a client with it.'],
    ['a function', () => {}, 'found a class or function: make a client with it.'],
    ['a promise of a client', Promise.resolve({ call: async () => 'new' }), 'found a promise: await it.'],
    ['a client of memcached', { get() {}, set() {}, gets() {} }, 'found an object with get, set, gets.'],
    ['a client of redis 3', { eval() {}, send_command() {} }, 'found a client that calls back, or'],
    ['the legacy mode of redis 4', createClient4({ legacyMode: true }), 'found a client that calls back, or'],
    ['the legacy interface of redis 6', createClient().legacy(), 'found a client that calls back, or'],
    ['a transaction of redis 6', createClient().multi(), 'found a pipeline or transaction.'],
    [
      'a pipeline of Upstash',
      new Upstash({ url: 'http://127.0.0.1:1', token: 'secret' }).pipeline(),
      'found a pipeline or transaction.',
    ],
  ])('refuses %s at once, and shows no secret', (_, client, found) => {
    expect(make(client)).toThrow(
      expect.objectContaining({ name: 'TypeError', code: 'NOTIFY_OPTION_INVALID' }),
    )
    expect(make(client)).toThrow(found)
    expect(make(client)).not.toThrow('secret')
  })

  it('refuses a pipeline of ioredis', () => {
    const redis = new Ioredis({ lazyConnect: true })
    expect(make(redis.pipeline())).toThrow('found a pipeline or transaction.')
    expect(make(redis.multi())).toThrow('found a pipeline or transaction.')
  })

  it('calls the methods of a client as methods', async () => {
    class Adapter {
      readonly #result = 'new'
      async call(): Promise<string> {
        return this.#result
      }
    }
    await take(createRedisInbox({ client: new Adapter() }), 'a')
  })

  it.each<[string, unknown]>([
    ['whose text throws', { [Symbol.toPrimitive]: () => expect.fail('it was read') }],
    ['without a prototype', Object.create(null)],
    [
      'whose members throw',
      Object.defineProperty(new Error('x'), 'code', {
        enumerable: true,
        get() {
          throw new Error('no')
        },
      }),
    ],
  ])('survives an error %s', async (_, thrown) => {
    const inbox = createRedisInbox({ client: { call: () => Promise.reject(thrown) }, lease: 1 })
    const error = await inbox.claim('a').catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'NOTIFY_INBOX_UNAVAILABLE' })
    expect(`${(error as Error).cause}`).toContain('an error that cannot be read')
  })
})
