import type { IncomingMessage } from 'node:http'
import { createResponder, type HandlerOptions } from '../receive/respond.ts'
import { fastifyParser } from './body-parser.ts'
import { fromNode, headersFor } from './incoming.ts'

/** As much of a Fastify request as is needed. */
interface FastifyRequest {
  readonly raw: IncomingMessage
}

/** As much of a Fastify reply as is needed. */
interface FastifyReply {
  code(status: number): unknown
  headers(headers: Record<string, string>): unknown
  send(body?: string): unknown
}

/** Answers callbacks as Fastify's route. Never rejects. */
export type FastifyHandler<Request = FastifyRequest> = (
  request: Request,
  reply: FastifyReply,
) => Promise<unknown>

/**
 * The handler of `createHandler` as a route for Fastify, and for NestJS on Fastify. It answers through the reply,
 * so that hooks see it.
 *
 * Fastify parses JSON unless the route's scope has a parser of its own: one that keeps the `Buffer`, or one that
 * leaves the body unread, which keeps it within the handler's bounds of size and time.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * fastify.register(async (scope) => {
 *   scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
 *   scope.post('/wechatpay/plans', createFastifyHandler({ receive, onNotification }))
 * })
 */
export function createFastifyHandler<Received extends { readonly id: string; readonly event_type: string }>(
  options: HandlerOptions<Received, [request: FastifyRequest]>,
): FastifyHandler {
  const respond = createResponder(options)
  return async (request, reply) => {
    const answer = await respond(
      fromNode(request.raw, { left: request, host: [request], parser: fastifyParser }),
    )
    reply.code(answer.status)
    reply.headers(headersFor(answer, request.raw))
    return reply.send(answer.body || undefined)
  }
}
