import type { DurableObjectNamespace, DurableObjectState } from '@cloudflare/workers-types'
import type { createDurableObjectInbox, InboxObject } from '@wxdp/notify/durable-object'
import type { createRedisInbox } from '@wxdp/notify/redis'
import type { Cluster, Redis } from 'ioredis'
import type { createClient, createClientPool, createCluster, createSentinel } from 'redis'
import { describe, expectTypeOf, it } from 'vitest'

type Client = Parameters<typeof createRedisInbox>[0]['client']

describe('types', () => {
  it('accept every client of ioredis and of node-redis', () => {
    expectTypeOf<Redis>().toExtend<Client>()
    expectTypeOf<Cluster>().toExtend<Client>()
    expectTypeOf<ReturnType<typeof createClient>>().toExtend<Client>()
    expectTypeOf<ReturnType<typeof createCluster>>().toExtend<Client>()
    expectTypeOf<ReturnType<typeof createClientPool>>().toExtend<Client>()
    expectTypeOf<ReturnType<typeof createSentinel>>().toExtend<Client>()
    expectTypeOf<ReturnType<Redis['pipeline']>>().not.toExtend<Client>()
  })

  it("accept Cloudflare's types", () => {
    expectTypeOf<DurableObjectNamespace>().toExtend<
      Parameters<typeof createDurableObjectInbox>[0]['namespace']
    >()
    expectTypeOf<DurableObjectState>().toExtend<ConstructorParameters<typeof InboxObject>[0]>()
  })
})
