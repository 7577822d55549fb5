import { parseBody } from '../http/body.ts'
import { matchPath } from '../http/match-path.ts'
import { createRateLimits } from '../http/rate-limits.ts'
import { notFound, rateLimitExceeded, refuse } from '../http/refusal.ts'
import { type RawRequest, type RequestLine, signedBody } from '../http/request.ts'
import type { ResponseContent } from '../http/responses.ts'
import type { Identity, IdentityKind } from '../identities/identity.ts'
import type { State } from '../plans/state.ts'
import { type OtherEndpoint, toRoute } from './other-endpoint.ts'
import type { Route } from './route.ts'
import { routes } from './routes.ts'

/** The endpoints. */
export interface Router {
  /**
   * Finds the endpoint of an authenticated request, and lets it respond.
   *
   * @throws Refusal
   */
  respond(request: RawRequest, identity: Identity): Promise<ResponseContent>
  /** The name of the endpoint that a request is for; method and path if it has none. */
  nameOf(request: RequestLine, kind: IdentityKind): string | undefined
  /** Whether a request is for an endpoint that takes an upload. */
  isUpload(request: RequestLine, kind: IdentityKind): boolean
}

interface Found {
  readonly route: Route
  readonly path: Readonly<Record<string, string>>
  readonly search: string
}

export function createRouter(state: State, others: readonly OtherEndpoint[]): Router {
  const rateLimits = createRateLimits(state.now)
  const routesOf = (kind: IdentityKind): readonly Route[] => [
    ...routes[kind],
    ...others.filter(({ identity = 'partner' }) => identity === kind).map(toRoute),
  ]
  const all = { partner: routesOf('partner'), brand: routesOf('brand') }
  function find({ method, target }: RequestLine, kind: IdentityKind): Found | undefined {
    const [pathname = '', search = ''] = target.split('?', 2)
    for (const route of all[kind]) {
      const path = route.endpoint.method === method && matchPath(route.endpoint.path, pathname)
      if (path) return { route, path, search }
    }
    return undefined
  }
  return {
    async respond(request, identity) {
      const found = find(request, identity.kind)
      if (!found) throw notFound({ zh: '接口不存在', en: 'There is no such API.' })
      const { route, path, search } = found
      const { endpoint, perSecond, tooFrequent = rateLimitExceeded, respond } = route
      const limited = keyOf(endpoint)
      if (rateLimits.isReached(limited, perSecond)) throw tooFrequent()
      state.clock.catchUp()
      const refused = state.refusals.shift()
      if (refused !== undefined) throw refuse(refused)
      const body = parseBody(signedBody(request))
      const query = new URLSearchParams(search)
      const response = await respond({ request, identity, path, query, body, state })
      rateLimits.count(limited, perSecond)
      return response
    },
    nameOf(request, kind) {
      const endpoint = find(request, kind)?.route.endpoint
      return endpoint && (endpoint.name ?? keyOf(endpoint))
    },
    isUpload: (request, kind) => find(request, kind)?.route.isUpload === true,
  }
}

function keyOf({ method, path }: Route['endpoint']): string {
  return `${method} ${path}`
}
