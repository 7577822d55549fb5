import type { IncomingMessage } from 'node:http'
import type { AnyNotificationDefinition, planChange } from '@wxdp/core'
import { createRespond } from '../receive/respond.ts'
import type { HandlerSettings, LateSettings } from '../receive/settings.ts'
import { findFastifyParser } from './body-parser.ts'
import { fromNode, headersFor } from './incoming.ts'

/** The parts of a Fastify request that the handler uses. */
export interface FastifyRequest {
  readonly raw: IncomingMessage
  /** What a content type parser made of the body. */
  readonly body?: unknown
}

/** The parts of a Fastify reply that the handler uses. */
export interface FastifyReply {
  code(status: number): unknown
  headers(headers: Record<string, string>): unknown
  send(body?: string): unknown
}

/** What Fastify calls a handler with. The reply is the handler's own. */
export interface FastifyHost {
  readonly request: FastifyRequest
}

/** Responds to callbacks as a Fastify route. Never rejects. */
export type FastifyHandler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/**
 * Makes the handler of `createHandler` as a route for Fastify, and for NestJS on Fastify. It responds through the
 * reply, so that hooks see it.
 *
 * Fastify reads and parses every body before it calls a route, for as long as its sender takes. So the route needs a
 * scope of its own, whose parser leaves the body unread, as below: the handler then bounds its size and its time. A
 * parser that keeps the bytes (`parseAs: 'buffer'`) works too, without these bounds.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 * @throws {AuthError} `AUTH_API_V3_KEY_INVALID`
 *
 * @example
 * fastify.register(async (scope) => {
 *   scope.removeAllContentTypeParsers()
 *   scope.addContentTypeParser('*', (_request, _body, done) => done(null))
 *   scope.post('/wechatpay/plans', createFastifyHandler({ verifier, apiV3Key, onNotification }))
 * })
 */
export function createFastifyHandler<
  const Definitions extends readonly AnyNotificationDefinition[] = readonly [typeof planChange],
>(settings: LateSettings<HandlerSettings<Definitions, FastifyHost>>): FastifyHandler {
  const respond = createRespond(settings, ({ request }: FastifyHost) =>
    fromNode(request.raw, { parsed: request, findParser: () => findFastifyParser(request) }),
  )
  return async (request, reply) => {
    const result = await respond({ request })
    reply.code(result.status)
    reply.headers(headersFor(result, request.raw))
    return reply.send(result.body || undefined)
  }
}
