// One request at a time, built and signed: how near to the bare signature does it come?
import { native, signers } from '#here'
import * as web from '../contenders/bare.web.ts'
import { requester } from '../contenders/ours.ts'
import type { RaceOptions, Samples } from '../harness/contender.ts'
import { race } from '../harness/race.ts'

export async function inside(options: RaceOptions): Promise<Samples[]> {
  return race([requester(), ...signers(), await web.signer(native ? 'aside' : 'limit')], options)
}
