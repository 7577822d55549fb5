import { setTimeout as sleep } from 'node:timers/promises'
import { inspect } from 'node:util'
import { createRedisInbox, type RedisByCall } from '@wxdp/notify/redis'
import { codeOf } from '@wxdp-internal/fixtures'
import { findRedis, type Redis, startRedis } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { inboxContract, states, take } from '../support/inbox-contract.ts'
import { type Connection, connections } from '../support/redis-clients.ts'

const program = await findRedis()
const brief = 100
// A busy machine must not look like a fault of the inbox.
const timeout = 30_000

describe.each(Object.entries(connections))(
  'createRedisInbox with a client of %s',
  (_name, { single, cluster }) => {
    skipWithout(program, 'redis-server')
    let redis: Redis
    const open: Connection[] = []
    const connect = (made: Connection): Connection => {
      open.push(made)
      return made
    }
    const start = async (...settings: string[]) => startRedis({ program: `${program}`, settings })
    beforeAll(async () => {
      if (program) redis = await start()
    })
    afterEach(() => {
      for (const { close } of open.splice(0)) close()
    })
    afterAll(() => redis?.stop())

    inboxContract(() => {
      const { client } = connect(single(redis.port))
      return {
        inbox: createRedisInbox({ client, timeout }),
        shortLease: createRedisInbox({ client, timeout, lease: brief }),
        shortMemory: createRedisInbox({ client, timeout, remember: brief }),
        pass: () => sleep(brief + 20),
      }
    })

    it('shares claims with other processes, and keeps other prefixes apart', async () => {
      const id = crypto.randomUUID()
      const [one, other] = [connect(single(redis.port)).client, connect(single(redis.port)).client]
      await (await take(createRedisInbox({ client: one, timeout }), id)).complete()
      expect(await states(createRedisInbox({ client: other, timeout }), id)).toEqual(['done'])
      expect(await states(createRedisInbox({ client: other, timeout, prefix: 'mine:' }), id)).toEqual(['new'])
    })

    it('keeps one key for each id, which expires by itself', async () => {
      const { client, command } = connect(single(redis.port))
      const claim = await take(createRedisInbox({ client, timeout, prefix: 'keys:', lease: 50_000 }), 'a')
      const left = async () => Number(await command('PTTL', 'keys:a'))
      expect(await left()).toBeLessThanOrEqual(50_000)
      expect(await left()).toBeGreaterThan(0)
      await claim.complete()
      expect(await left()).toBeLessThanOrEqual(86_400_000)
      expect(await left()).toBeGreaterThan(50_000)
      expect(await command('KEYS', 'keys:*')).toEqual(['keys:a'])
    })

    it('takes one round trip for each step, also after Redis has lost its scripts', async () => {
      const { client, command } = connect(single(redis.port))
      const inbox = createRedisInbox({ client, timeout })
      const calls = async () => {
        const text = `${await command('INFO', 'commandstats')}`
        return [...text.matchAll(/cmdstat_(\w+):calls=(\d+)/g)].map(([, name, count]) => `${name} ${count}`)
      }
      await inbox.claim(crypto.randomUUID())
      await command('SCRIPT', 'FLUSH')
      await command('CONFIG', 'RESETSTAT')
      const id = crypto.randomUUID()
      await (await take(inbox, id)).release()
      await (await take(inbox, id)).complete()
      expect((await calls()).filter((call) => /^eval/.test(call))).toEqual(['eval 4'])
    })

    it('works on a cluster', async () => {
      const node = await start('--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1')
      try {
        const { command } = connect(single(node.port))
        await command('CLUSTER', 'ADDSLOTSRANGE', '0', '16383')
        await vi.waitFor(
          async () => expect(`${await command('CLUSTER', 'INFO')}`).toContain('state:ok'),
          10_000,
        )
        const inbox = createRedisInbox({ client: connect(await cluster(node.port)).client, timeout })
        const ids = Array.from({ length: 20 }, () => crypto.randomUUID())
        for (const id of ids) await (await take(inbox, id)).complete()
        expect(new Set(await states(inbox, ...ids))).toEqual(new Set(['done']))
      } finally {
        await node.stop()
      }
    })

    it('does not wait for a Redis that hangs, and releases a claim that was granted too late', async () => {
      const { client, command } = connect(single(redis.port))
      const inbox = createRedisInbox({ client, timeout: 100 })
      const id = crypto.randomUUID()
      await command('PING')
      redis.freeze()
      expect(await codeOf(() => inbox.claim(id))).toBe('NOTIFY_INBOX_UNAVAILABLE')
      redis.thaw()
      const patient = createRedisInbox({ client, timeout })
      await vi.waitFor(async () => (await take(patient, id)).complete(), 10_000)
    })

    it('retries a completion that took Redis too long until it is stored', async () => {
      const { client, command } = connect(single(redis.port))
      const id = crypto.randomUUID()
      const claim = await take(createRedisInbox({ client, timeout: 500 }), id)
      redis.freeze()
      expect(await codeOf(() => claim.complete())).toBe('NOTIFY_INBOX_UNAVAILABLE')
      redis.thaw()
      await vi.waitFor(async () => expect(await command('GET', `wxdp:inbox:${id}`)).toBe('done'), 10_000)
    })

    it('rejects while Redis is down, and recovers by itself', async () => {
      const server = await start()
      try {
        const { client } = connect(single(server.port))
        const inbox = createRedisInbox({ client, timeout: 1_000 })
        const claim = await vi.waitFor(() => take(inbox, crypto.randomUUID()), 20_000)
        await server.kill()
        for (const step of [() => inbox.claim('b'), claim.release, claim.complete]) {
          const error = await Promise.resolve(step()).catch((thrown: unknown) => thrown)
          expect(error).toMatchObject({ name: 'NotifyError', code: 'NOTIFY_INBOX_UNAVAILABLE' })
          expect((error as Error).cause).toBeInstanceOf(Error)
        }
        await server.start()
        await vi.waitFor(async () => (await take(inbox, 'b')).complete(), 20_000)
      } finally {
        await server.stop()
      }
    })

    it('rejects when Redis has no memory left: nothing is handled without a claim', async () => {
      const server = await start('--maxmemory', '1', '--maxmemory-policy', 'noeviction')
      try {
        const inbox = createRedisInbox({ client: connect(single(server.port)).client, timeout })
        const error = await inbox.claim('a').catch((thrown: unknown) => thrown)
        expect(error).toMatchObject({ code: 'NOTIFY_INBOX_UNAVAILABLE' })
        expect(`${(error as Error).cause}`).toContain('OOM')
      } finally {
        await server.stop()
      }
    })

    it('shows no password when Redis rejects it', async () => {
      const server = await start('--requirepass', 'the-right-one')
      try {
        const password = 'the-wrong-one'
        const inbox = createRedisInbox({
          client: connect(single(server.port, password)).client,
          timeout: 300,
        })
        const error = await inbox.claim('a').catch((thrown: unknown) => thrown)
        expect(error).toMatchObject({ code: 'NOTIFY_INBOX_UNAVAILABLE' })
        expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(password)
      } finally {
        await server.stop()
      }
    })
  },
)

describe('createRedisInbox', () => {
  it('keeps the message, code and stack of an error, and none of its objects', async () => {
    const thrown = Object.assign(new RangeError('too far'), {
      code: 'E_FAR',
      command: { args: ['password'] },
    })
    const client: RedisByCall = { call: () => Promise.reject(thrown) }
    const error: Error = await createRedisInbox({ client })
      .claim('a')
      .catch((reason) => reason)
    const { name, message, stack } = thrown
    expect(error.cause).toMatchObject({ name, message, stack, code: 'E_FAR' })
    expect(inspect(error)).not.toContain('password')
    client.call = () => Promise.reject('closed')
    const other: Error = await createRedisInbox({ client })
      .claim('a')
      .catch((reason) => reason)
    expect({ ...(other.cause as Error) }).toEqual({ name: 'Error' })
    expect(`${other.cause}`).toBe('Error: closed')
  })

  it('retries a completion that was rejected until the store takes it', async () => {
    let down = false
    const steps: string[] = []
    const call = async (_command: string, script: string): Promise<string> => {
      if (down) throw new Error('LOADING Redis is loading the dataset in memory')
      steps.push(/return '(\w+)'$/.exec(script)?.[1] as string)
      return steps.at(-1) as string
    }
    const claim = await take(createRedisInbox({ client: { call }, timeout: 100 }), 'a')
    down = true
    expect(await codeOf(() => claim.complete())).toBe('NOTIFY_INBOX_UNAVAILABLE')
    down = false
    await vi.waitFor(() => expect(steps).toEqual(['new', 'ok']), 10_000)
  })

  it('stops retrying when the lease has ended', async () => {
    let calls = 0
    const call = async (): Promise<string> => {
      if (calls++ === 0) return 'new'
      throw new Error('gone for good')
    }
    const claim = await take(createRedisInbox({ client: { call }, timeout: 5_000, lease: 200 }), 'a')
    const error: Error = await claim.complete().then(
      () => expect.fail('it was taken'),
      (reason) => reason,
    )
    expect(`${error.cause}`).toBe('Error: gone for good')
    expect(calls).toBeLessThanOrEqual(4)
    // The same for a release that nobody waits for.
    expect(await codeOf(() => createRedisInbox({ client: { call }, lease: 100 }).claim('b'))).toBe(
      'NOTIFY_INBOX_UNAVAILABLE',
    )
    await sleep(150)
  })

  it.each([null, undefined, '', 0, 'QUEUED', 'OK', [], {}])(
    'does not accept %j as the result of a claim',
    async (reply) => {
      const inbox = createRedisInbox({ client: { call: async () => reply } })
      expect(await codeOf(() => inbox.claim('a'))).toBe('NOTIFY_INBOX_UNAVAILABLE')
    },
  )

  it.each([
    { client: undefined },
    { client: null },
    { client: {} },
    { client: class Redis {} },
    { prefix: 1 },
    { lease: 0 },
    { remember: 1.5 },
    { timeout: Number.NaN },
  ])('%j are a TypeError at once', (options) => {
    const client: RedisByCall = { call: async () => 'new' }
    expect(() => createRedisInbox({ client, lease: 1, remember: 1, timeout: 1 })).not.toThrow()
    expect(() => createRedisInbox({ client, ...options } as never)).toThrow(
      expect.objectContaining({ name: 'TypeError', code: 'NOTIFY_OPTION_INVALID' }),
    )
  })
})
