// One callback at a time: how near to the bare cryptography does the receiver come?
import { bytes, native, receivers } from '#here'
import * as web from '../contenders/bare.web.ts'
import { makeCallback } from '../contenders/messages.ts'
import { receiver } from '../contenders/ours.ts'
import type { RaceOptions, Samples } from '../harness/contender.ts'
import { race } from '../harness/race.ts'

export async function inside(options: RaceOptions): Promise<Samples[]> {
  const { headers, body } = await makeCallback()
  const callback = { headers, body: bytes(body) }
  const bareWeb = await web.receiver(callback, native ? 'aside' : 'limit')
  return race([receiver(callback), ...receivers(callback), bareWeb], options)
}
