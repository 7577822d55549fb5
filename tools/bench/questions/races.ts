// The races: ours beside the limits and the peers, in one process of a host.
import { bytes, callers, receivers, signers } from '#here'
import { makeCallback, makeResponse } from '../contenders/messages.ts'
import * as ours from '../contenders/ours.ts'
import type { Contender, RaceOptions, Samples } from '../harness/contender.ts'
import { race } from '../harness/race.ts'

const contenders: Readonly<Record<string, () => Promise<readonly Contender[]>>> = {
  async receivers() {
    const { headers, body } = await makeCallback()
    const callback = { headers, body: bytes(body) }
    return [ours.receiver, ...receivers].map((make) => make(callback))
  },
  async signers() {
    return [ours.requester, ...signers].map((make) => make())
  },
  async callers() {
    const response = await makeResponse()
    return [ours.caller, ...callers].map((make) => make(response))
  },
}

export async function inside(options: RaceOptions & { readonly between: string }): Promise<Samples[]> {
  return race((await contenders[options.between]?.()) ?? [], options)
}
