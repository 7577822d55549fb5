// 64 requests at once: does signing use all cores?
import { crowdSigners, native } from '#here'
import * as web from '../contenders/bare.web.ts'
import { requester } from '../contenders/ours.ts'
import { atOnce } from '../harness/at-once.ts'
import type { RaceOptions, Samples } from '../harness/contender.ts'
import { race } from '../harness/race.ts'

export async function inside(options: RaceOptions): Promise<Samples[]> {
  const bareWeb = await web.signer(native ? 'aside' : 'limit')
  return race([requester(), ...crowdSigners(), bareWeb].map(atOnce), options)
}
