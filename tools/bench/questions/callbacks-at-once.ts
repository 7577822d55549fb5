// 64 callbacks at once: does the receiver hold its rate?
import { bytes, native, receivers } from '#here'
import * as web from '../contenders/bare.web.ts'
import { makeCallback } from '../contenders/messages.ts'
import { receiver } from '../contenders/ours.ts'
import { atOnce } from '../harness/at-once.ts'
import type { RaceOptions, Samples } from '../harness/contender.ts'
import { race } from '../harness/race.ts'

export async function inside(options: RaceOptions): Promise<Samples[]> {
  const { headers, body } = await makeCallback()
  const callback = { headers, body: bytes(body) }
  const bare = receivers(callback).filter(({ role }) => role === 'limit')
  const bareWeb = await web.receiver(callback, native ? 'aside' : 'limit')
  return race([receiver(callback), ...bare, bareWeb].map(atOnce), options)
}
