import { parseBody } from '../http/body.ts'
import { matchPath } from '../http/match-path.ts'
import { createRateLimits } from '../http/rate-limits.ts'
import { notFound, refuse } from '../http/refusal.ts'
import type { RawRequest } from '../http/request.ts'
import type { ResponseContent } from '../http/responses.ts'
import type { Identity, IdentityKind } from '../identities/identity.ts'
import type { State } from '../plans/state.ts'
import { type OtherEndpoint, toRoute } from './other-endpoint.ts'
import type { Route } from './route.ts'
import { routes } from './routes.ts'

/**
 * Finds the endpoint of an authenticated request, and lets it respond.
 *
 * @throws Refusal
 */
export type Router = (request: RawRequest, identity: Identity) => Promise<ResponseContent>

export function createRouter(state: State, others: readonly OtherEndpoint[]): Router {
  const rateLimits = createRateLimits(state.now)
  const routesOf = (kind: IdentityKind): readonly Route[] => [
    ...routes[kind],
    ...others.filter(({ identity = 'partner' }) => identity === kind).map(toRoute),
  ]
  const all = { partner: routesOf('partner'), brand: routesOf('brand') }
  return async (request, identity) => {
    const [pathname = '', search = ''] = request.target.split('?', 2)
    for (const { endpoint, perSecond, respond } of all[identity.kind]) {
      const path = endpoint.method === request.method && matchPath(endpoint.path, pathname)
      if (!path) continue
      const limited = `${endpoint.method} ${endpoint.path}`
      rateLimits.check(limited, perSecond)
      state.clock.catchUp()
      const refused = state.refusals.shift()
      if (refused !== undefined) throw refuse(refused)
      const body = parseBody(request.body)
      const query = new URLSearchParams(search)
      const response = await respond({ request, identity, path, query, body, state })
      rateLimits.count(limited, perSecond)
      return response
    }
    throw notFound({ zh: '接口不存在', en: 'There is no such API.' })
  }
}
