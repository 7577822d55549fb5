// What read a body before a handler is named, with a remedy that works there, only where it is known: a remedy for
// another parser would change nothing.

/** What read a body before the handler. */
export interface BodyParser {
  /** Its name, such as `express.json()`; if it is not known, that it is not. */
  readonly name: string
  /** What to change, in the framework's own terms. */
  readonly remedy: string
}

/** A middleware function. */
export interface Middleware {
  readonly name?: string
}

/** Fastify parses by content type before it calls a route. */
export function findFastifyParser(request: { readonly body?: unknown }): BodyParser {
  return {
    name:
      request.body === undefined
        ? 'Something that is not known, before the route of Fastify,'
        : "Fastify's content type parser",
    remedy:
      "In Fastify, give the route a scope of its own, which leaves the body unread: app.register(async (scope) => { scope.removeAllContentTypeParsers(); scope.addContentTypeParser('*', (request, body, done) => done(null)); scope.post('/path', handler) }). In NestJS on Fastify, call app.use('/path', createNodeHandler(settings)) before app.listen().",
  }
}
