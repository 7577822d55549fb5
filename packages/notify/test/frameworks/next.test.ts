// The route handler gets Next.js's own NextRequest from a server of this test; `next build` does not run here.
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { type CallbackHandler, createHandler } from '@wxdp/notify'
import { createNodeHandler } from '@wxdp/notify/node'
import { apiResolver } from 'next/dist/server/api-utils/node/api-resolver.js'
import { NextRequest } from 'next/server.js'
import { describe, expectTypeOf, it } from 'vitest'
import { evaluate, fixes, listen, type Options, type Start, works } from '../support/frameworks.ts'

/** The type that `next build` expects of a route's POST (its generated `RouteHandlerConfig`). */
type RouteHandler = (
  request: NextRequest,
  context: { params: Promise<{ slug: string }> },
) => Promise<Response | undefined> | Response | undefined

/** Calls the route handler as Next.js does: with its own request, and the parameters of the path. */
const serve = (POST: RouteHandler): Promise<string> =>
  listen(
    createServer(
      getRequestListener(async ({ url, method, headers, body }) => {
        const request = new NextRequest(url, { method, headers, body, duplex: 'half' })
        const params = Promise.resolve({ slug: 'plans' })
        return (await POST(request, { params })) ?? Response.error()
      }),
    ),
  )

describe('Next.js 16, a route handler', () => {
  works('export const POST = handler', (options) => serve(createHandler(options)))

  it('accepts the type of the handler', () => {
    expectTypeOf<CallbackHandler>().toExtend<RouteHandler>()
  })

  const readBefore =
    (code: string): Start =>
    (options) => {
      const handler = createHandler(options)
      return serve(async (request, context) => {
        await evaluate(code, { request })
        return handler(request, context)
      })
    }
  fixes('request.json() before the handler', {
    start: readBefore('request.json()'),
    named: 'The body has already been read',
    remedy: 'request.clone().json()',
    pasted: readBefore,
    readsCopy: true,
  })
})

describe('Next.js 16, an API route (pages/api)', () => {
  /** Calls the route through Next.js's own resolver, which parses the body. */
  const serveRoute = (options: Options, config: object): Promise<string> => {
    const resolverModule = { default: createNodeHandler(options), config }
    const context = { previewModeId: 'x', previewModeEncryptionKey: 'x', previewModeSigningKey: 'x' }
    return listen(
      createServer((request, response) =>
        apiResolver(request, response, {}, resolverModule, context as never, false),
      ),
    )
  }
  fixes('with its defaults', {
    start: (options) => serveRoute(options, {}),
    named: 'The body parser of Next.js has read the body',
    remedy: 'export const config = { api: { bodyParser: false } }',
    pasted: (code) => async (options) => {
      const { config } = await import(`data:text/javascript,${code}`)
      return serveRoute(options, config)
    },
  })
})
