import type { BodyParser, Middleware } from './body-parser.ts'

/** The parts of a context of Koa, Egg or Midway that show which middleware ran before. */
interface KoaContextOfParser {
  readonly app: {
    readonly middleware?: readonly Middleware[]
    /** In Egg. */
    readonly loader?: unknown
    /** In Midway. */
    readonly getApplicationContext?: unknown
  }
  readonly request: { readonly rawBody?: unknown }
  /** The layers of @koa/router for the path. */
  readonly matched?: readonly { readonly stack?: readonly Middleware[] }[]
}

const inKoa =
  "In Koa, put the handler above app.use(bodyParser()), or exempt its path above that line: app.use((ctx, next) => { ctx.disableBodyParser = ctx.path === '/path'; return next() })."

/** The parsers of Koa, by what shows that they ran. The first one that fits is named. */
const koaParsers: readonly (BodyParser & { readonly ran: (context: KoaContextOfParser) => boolean })[] = [
  {
    name: "Egg's bodyParser",
    ran: (context) => context.app.loader !== undefined && keptText(context),
    remedy:
      "In config/config.default.ts: config.bodyParser = { ignore: '/path' }; config.security = { csrf: { ignore: '/path' } }.",
  },
  {
    name: "Midway's bodyParser",
    ran: (context) => context.app.getApplicationContext !== undefined && keptText(context),
    remedy:
      "In onReady of configuration.ts: this.app.getMiddleware().insertFirst(async (ctx: any, next: any) => { ctx.disableBodyParser = ctx.path === '/path'; return next() }).",
  },
  {
    name: 'bodyParser() (@koa/bodyparser, koa-bodyparser)',
    ran: (context) => keptText(context) && middlewareOf(context).some(({ name }) => name === 'bodyParser'),
    remedy: inKoa,
  },
  {
    name: 'koaBody() (koa-body)',
    // Its function has no name, but an option that no other has.
    ran: (context) => middlewareOf(context).some((middleware) => `${middleware}`.includes('parsedMethods')),
    remedy:
      "Put the handler above app.use(koaBody()): app.use((ctx, next) => (ctx.path === '/path' ? handler(ctx) : next())).",
  },
]

/** Under Koa, Egg and Midway. */
export function findKoaParser(context: object): BodyParser {
  const known = koaParsers.find(({ ran }) => ran(context as KoaContextOfParser))
  return (
    known ?? {
      name: 'A body parser such as bodyParser() (it is not known which)',
      remedy: `${inKoa} The same place is right for any other parser: above it.`,
    }
  )
}

/** What both packages named bodyparser do, and Egg and Midway with them. */
function keptText({ request }: KoaContextOfParser): boolean {
  return typeof request.rawBody === 'string'
}

function middlewareOf({ app, matched = [] }: KoaContextOfParser): readonly Middleware[] {
  return [...(app.middleware ?? []), ...matched.flatMap(({ stack = [] }) => stack)]
}
