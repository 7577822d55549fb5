// Finds out which body parser ran before a handler, so that the error can name it and its remedy.
import type { BodyParser } from './raw-body.ts'

/** The parsers of `express`, by the names of the middleware functions that they return. */
const expressNames: Readonly<Record<string, string>> = {
  jsonParser: 'express.json()',
  textParser: 'express.text()',
  urlencodedParser: 'express.urlencoded()',
}

/** A middleware function, by its name. */
interface Layer {
  readonly name?: string
}

/** The parts of an Express request that show which middleware ran before. */
interface ExpressRequest {
  readonly app?: {
    readonly _router?: { readonly stack: Layer[] }
    readonly router?: { readonly stack: Layer[] }
  }
  readonly route?: { readonly stack: readonly Layer[] }
}

/** Under `node:http`, Express, and NestJS on Express. */
export function findExpressParser(request: object): BodyParser {
  const { app, route } = request as ExpressRequest
  if (!app) {
    return {
      name: 'Something (a body parser, a listener for "data", setEncoding())',
      remedy:
        'Call the handler before it, or keep the bytes as a Buffer in request.rawBody. In an API route of Next.js (pages/api): export const config = { api: { bodyParser: false } }.',
    }
  }
  // Express 4 first: there, `app.router` throws.
  const layers = [...((app._router ?? app.router)?.stack ?? []), ...(route?.stack ?? [])]
  const [found = 'A body parser such as express.json()'] = layers.flatMap(
    ({ name = '' }) => expressNames[name] ?? [],
  )
  return {
    name: found,
    remedy:
      "In Express, put app.post('/path', express.raw({ type: 'application/json' }), handler) above app.use(express.json()). In NestJS, which has express.json() of its own: NestFactory.create(AppModule, { rawBody: true }).",
  }
}

/** Both common body parsers of Koa return a function named `bodyParser`. */
export function findKoaParser(app: object): BodyParser {
  const { middleware } = app as { readonly middleware?: readonly Layer[] }
  const found = middleware?.some(({ name }) => name === 'bodyParser')
  return {
    name: `${found ? 'bodyParser()' : 'A body parser such as bodyParser()'} (@koa/bodyparser, koa-bodyparser)`,
    remedy:
      "In Koa, put the handler above app.use(bodyParser()), or exempt its path above that line: app.use((ctx, next) => { ctx.disableBodyParser = ctx.path === '/path'; return next() }).",
  }
}

/** Fastify parses by content type before it calls a route. */
export function findFastifyParser(): BodyParser {
  return {
    name: "Fastify's content type parser for JSON",
    remedy:
      "In Fastify, give the route a scope of its own: app.register(async (scope) => { scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => done(null, body)); scope.post('/path', handler) }). In NestJS on Fastify: NestFactory.create(AppModule, new FastifyAdapter(), { rawBody: true }).",
  }
}
