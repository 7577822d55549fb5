import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { echo } from '@wxdp/core/security'
import { expireDue, type State } from '../box/state.ts'
import { type Answer, notFound } from '../http/answers.ts'
import type { Call } from '../http/authenticate.ts'
import { readBody } from '../http/body.ts'
import type { Identity, IdentityKind } from '../identities/identities.ts'
import { pausePlan, resumePlan, submitPlan, terminatePlan } from './change-state.ts'
import { createPlan } from './create-plan.ts'
import { answerEcho } from './echo.ts'
import { listCertificates } from './list-certificates.ts'
import { listPlans } from './list-plans.ts'
import type { OtherEndpoint, Route } from './route.ts'
import { setNotifyUrl } from './set-notify-url.ts'
import { updatePlan } from './update-plan.ts'

/** Both sides of the documentation as data, each with its own rate limits. */
const own: Readonly<Record<IdentityKind, readonly Route[]>> = {
  partner: [
    { endpoint: partner.createPlan, perSecond: 100, answer: createPlan },
    { endpoint: partner.listPlans, perSecond: 100, answer: listPlans },
    { endpoint: partner.updatePlan, perSecond: 100, answer: updatePlan },
    { endpoint: partner.terminatePlan, perSecond: 100, answer: terminatePlan },
    { endpoint: partner.setNotifyUrl, perSecond: 10, answer: setNotifyUrl },
    { endpoint: echo, answer: answerEcho },
    { endpoint: { method: 'GET', path: '/v3/certificates' }, perSecond: 1000, answer: listCertificates },
  ],
  brand: [
    { endpoint: brand.createPlan, perSecond: 50, answer: createPlan },
    { endpoint: brand.listPlans, perSecond: 100, answer: listPlans },
    { endpoint: brand.updatePlan, perSecond: 50, answer: updatePlan },
    { endpoint: brand.submitPlan, perSecond: 50, answer: submitPlan },
    { endpoint: brand.resumePlan, perSecond: 50, answer: resumePlan },
    { endpoint: brand.pausePlan, answer: pausePlan },
    { endpoint: brand.terminatePlan, answer: terminatePlan },
    { endpoint: brand.setNotifyUrl, perSecond: 1, answer: setNotifyUrl },
  ],
}

/** Every route of each identity: those of delivery plans, and others that were added. */
export function routesWith(others: readonly OtherEndpoint[]): typeof own {
  const added = (kind: IdentityKind): Route[] =>
    others
      .filter(({ identity = 'partner' }) => identity === kind)
      .map((other) => ({
        endpoint: other.endpoint,
        answer: async (call) => ({ ...(await other.respond(call)), signed: true }),
      }))
  return { partner: [...own.partner, ...added('partner')], brand: [...own.brand, ...added('brand')] }
}

/**
 * Finds the endpoint and lets it answer.
 *
 * @throws Refusal
 */
export async function dispatch(
  routes: readonly Route[],
  call: Call,
  identity: Identity,
  state: State,
): Promise<Answer> {
  const [pathname = '', search = ''] = call.target.split('?', 2)
  for (const { endpoint, perSecond, answer } of routes) {
    const path = endpoint.method === call.method && matchPath(endpoint.path, pathname)
    if (!path) continue
    const limited = `${endpoint.method} ${endpoint.path}`
    state.rateLimits.check(limited, perSecond)
    expireDue(state)
    const body = readBody(call.body)
    const query = new URLSearchParams(search)
    const answered = await answer({ raw: call, identity, path, query, body, state })
    state.rateLimits.count(limited, perSecond)
    return answered
  }
  throw notFound()
}

function matchPath(template: string, pathname: string): Record<string, string> | undefined {
  const names = template.split('/')
  const segments = pathname.split('/')
  if (names.length !== segments.length) return undefined
  const values: Record<string, string> = {}
  for (const [i, name] of names.entries()) {
    const segment = segments[i] as string
    if (name.startsWith('{')) values[name.slice(1, -1)] = decode(segment)
    else if (name !== segment) return undefined
  }
  return values
}

// What is no percent-encoding matches no id; the endpoint refuses it as such.
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
