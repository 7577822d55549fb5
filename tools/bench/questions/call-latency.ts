// One call at a time over a transport of one turn: what does the client add to both signatures and fetch by hand?
import { calls, native } from '#here'
import * as web from '../contenders/bare.web.ts'
import { makeAnswer } from '../contenders/messages.ts'
import { caller } from '../contenders/ours.ts'
import type { RaceOptions, Samples } from '../harness/contender.ts'
import { race } from '../harness/race.ts'

export async function inside(options: RaceOptions): Promise<Samples[]> {
  const answer = await makeAnswer()
  const bareWeb = await web.call(answer, native ? 'aside' : 'limit')
  return race([caller(answer), ...calls(answer), bareWeb], options)
}
