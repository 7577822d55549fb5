import { type Answer, alreadyExists } from '../http/answers.ts'
import type { RouteCall } from './route.ts'

/**
 * Answers a request number once; an exact repeat (same path, same bytes) gets the first answer again. That it
 * does, and not `ALREADY_EXISTS`, is not documented; nor is how long a number lives. Numbers of creations and of
 * changes share one space for each brand.
 *
 * @throws Refusal `ALREADY_EXISTS`, when anything else was asked under this number
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015781289}
 */
export function answerOnce(call: RouteCall, brandId: string, first: () => Answer): Answer {
  const { raw, identity, state, body } = call
  const number = body.out_request_no
  const key = `${identity.kind} ${brandId} ${number}`
  const asked = `${raw.method} ${raw.target}\n${new TextDecoder().decode(raw.body)}`
  const known = state.numbers.get(key)
  if (known?.asked === asked) return known.answer
  if (known) {
    const issue = 'it was used for another request'
    throw alreadyExists({ field: '/out_request_no', value: number, issue, location: 'body' })
  }
  const answer = first()
  state.numbers.set(key, { asked, answer })
  return answer
}
