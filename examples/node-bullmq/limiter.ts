import type { Limiter } from '@wxdp/fetch'
import { connection } from './plans.ts'

/** WeChat Pay counts all processes together. So do they: one counter in Redis for each limit and each second. */
export const limiter: Limiter = {
  async acquire(limit, { perSecond, signal }) {
    for (;;) {
      signal.throwIfAborted()
      const [second, microseconds] = (await connection.time()).map(Number) as [number, number]
      const key = `limit:${limit}:${second}`
      const calls = await connection.incr(key)
      if (calls === 1) await connection.expire(key, 10)
      if (calls <= perSecond) return
      await new Promise((resolve) => setTimeout(resolve, 1_000 - microseconds / 1_000))
    }
  },
}
