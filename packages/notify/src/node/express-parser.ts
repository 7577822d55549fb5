import type { BodyParser, Middleware } from './body-parser.ts'

/** A layer of a router of Express. */
interface ExpressLayer extends Middleware {
  /** In Express 4, the part of the path that it last matched; undefined if it matched none. */
  readonly path?: string
  /** In Express 5, the path that it is for. */
  readonly rawPath?: unknown
  readonly route?: object
  readonly handle?: { readonly stack?: readonly ExpressLayer[] }
}

/** The parts of an Express request that show which middleware ran before. */
interface ExpressRequest {
  readonly body?: unknown
  readonly originalUrl?: string
  readonly app?: {
    readonly _router?: { readonly stack: readonly ExpressLayer[] }
    readonly router?: { readonly stack: readonly ExpressLayer[] }
  }
  readonly route?: { readonly stack: readonly ExpressLayer[] }
}

/** Under `node:http`, Express, NestJS on Express, the API routes of Next.js, Vercel's functions, and h3 1. */
export function findExpressParser(request: object): BodyParser {
  // Before anything reads `body`: there it is a getter that throws if the body is not JSON. Express and Next.js have
  // the same members, and others.
  if (
    ['cookies', 'query', 'body'].every((name) => name in request) &&
    !('app' in request || 'preview' in request)
  ) {
    return {
      name: 'The body helper of Vercel',
      remedy:
        "In a function of Vercel, use the Web's form: export const POST = createHandler(settings), from @wxdp/notify.",
    }
  }
  const { app, body } = request as ExpressRequest
  if (app) {
    return {
      name: expressParserOf(request) ?? 'A body parser such as express.json() (it is not known which)',
      remedy: `In Express, put app.post('/path', handler) above app.use(express.json()), and without a parser of its own. In NestJS, which has express.json() of its own, call app.use('/path', handler) before app.listen().`,
    }
  }
  // Next.js gives a request of an API route these members.
  if (body !== undefined && 'preview' in request && 'query' in request) {
    return {
      name: 'The body parser of Next.js',
      remedy: 'In the API route (pages/api): export const config = { api: { bodyParser: false } }.',
    }
  }
  // Where h3 1 keeps the bytes that it has read.
  if (Symbol.for('h3RawBody') in request) {
    return {
      name: 'readBody() of h3 (Nuxt, Nitro 2)',
      remedy:
        'It keeps the bytes: in the route, before the handler, event.node.req.rawBody = await readRawBody(event, false).',
    }
  }
  return {
    name: 'Something that is not known (a body parser, a listener for "data", setEncoding())',
    remedy:
      "Call the handler before it, or keep the bytes as a Buffer in request.rawBody. In AdonisJS, whose bodyparser shows no trace, call it in a middleware of the server: in start/kernel.ts, server.use([() => import('#middleware/wechatpay_middleware')]).",
  }
}

/** The parser that left a string or an object in `body`, of those that ran before the route. */
function expressParserOf(request: ExpressRequest): string | undefined {
  const { body, route } = request
  const names = new Set([...layersBefore(request), ...(route?.stack ?? [])].map(({ name }) => name))
  if (typeof body === 'string') return names.has('textParser') ? 'express.text()' : undefined
  if (typeof body !== 'object') return undefined
  // Of both, the one for JSON: callbacks have that content type.
  if (names.has('jsonParser')) return 'express.json()'
  return names.has('urlencodedParser') ? 'express.urlencoded()' : undefined
}

function layersBefore({ app, route, originalUrl = '' }: ExpressRequest): readonly ExpressLayer[] {
  // Express 4 first: there, `app.router` throws.
  const layers = (app?._router ?? app?.router)?.stack.flatMap(withNested) ?? []
  const end = layers.findIndex((layer) => route !== undefined && layer.route === route)
  return layers
    .slice(0, end < 0 ? layers.length : end)
    .filter(({ path, rawPath = path }) => typeof rawPath === 'string' && originalUrl.includes(rawPath))
}

function withNested(layer: ExpressLayer): readonly ExpressLayer[] {
  return [layer, ...(layer.handle?.stack?.flatMap(withNested) ?? [])]
}
