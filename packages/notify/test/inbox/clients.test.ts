import type { DurableObjectNamespace, DurableObjectState } from '@cloudflare/workers-types'
import type { Redis as Upstash } from '@upstash/redis'
import type { GlideClient, GlideClusterClient } from '@valkey/valkey-glide'
import type { createDurableObjectInbox, InboxObject } from '@wxdp/notify/durable-object'
import type { createRedisInbox } from '@wxdp/notify/redis'
import type { Cluster, Redis } from 'ioredis'
import type { Redis as Redis5 } from 'ioredis-5'
import type { Redis as Iovalkey } from 'iovalkey'
import type { createClient, createClientPool, createCluster, createSentinel } from 'redis'
import type { createClient as createClient4 } from 'redis-4'
import type { createClient as createClient5 } from 'redis-5'
import { describe, expectTypeOf, it } from 'vitest'

type Client = Parameters<typeof createRedisInbox>[0]['client']

describe('types', () => {
  it('accept every client that the page for Redis names', () => {
    expectTypeOf<Redis>().toExtend<Client>()
    expectTypeOf<Cluster>().toExtend<Client>()
    expectTypeOf<ReturnType<typeof createClient>>().toExtend<Client>()
    expectTypeOf<ReturnType<typeof createCluster>>().toExtend<Client>()
    expectTypeOf<ReturnType<typeof createClientPool>>().toExtend<Client>()
    expectTypeOf<ReturnType<typeof createSentinel>>().toExtend<Client>()
    expectTypeOf<ReturnType<typeof createClient4>>().toExtend<Client>()
    expectTypeOf<ReturnType<typeof createClient5>>().toExtend<Client>()
    expectTypeOf<Redis5>().toExtend<Client>()
    expectTypeOf<Iovalkey>().toExtend<Client>()
    expectTypeOf<GlideClient>().toExtend<Client>()
    expectTypeOf<GlideClusterClient>().toExtend<Client>()
    expectTypeOf<Upstash>().toExtend<Client>()
    expectTypeOf<ReturnType<Redis['pipeline']>>().not.toExtend<Client>()
  })

  it("accept Cloudflare's types", () => {
    expectTypeOf<DurableObjectNamespace>().toExtend<
      Parameters<typeof createDurableObjectInbox>[0]['namespace']
    >()
    expectTypeOf<DurableObjectState>().toExtend<ConstructorParameters<typeof InboxObject>[0]>()
  })
})
