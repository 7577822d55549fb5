import type { EndpointCall, Route } from './route.ts'

/** An endpoint of another product. The sandbox authenticates its calls and signs its responses. */
export interface OtherEndpoint {
  /** One made with `defineEndpoint` fits. */
  readonly endpoint: Route['endpoint']
  /** Who may call it. Default `partner`. */
  readonly identity?: 'partner' | 'brand'
  respond(
    call: Pick<EndpointCall, 'path' | 'query' | 'body'>,
  ): OtherEndpointResponse | Promise<OtherEndpointResponse>
}

/** The response of an endpoint of another product. */
export interface OtherEndpointResponse {
  readonly status: number
  /** Absent for a 204. */
  readonly body?: object
}

export function toRoute({ endpoint, respond }: OtherEndpoint): Route {
  return { endpoint, respond: async (call) => ({ ...(await respond(call)), signed: true }) }
}
