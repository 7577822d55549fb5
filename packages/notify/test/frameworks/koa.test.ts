import { createServer } from 'node:http'
import { bodyParser } from '@koa/bodyparser'
import { createKoaHandler } from '@wxdp/notify/node'
import Koa, { type Middleware } from 'koa'
import { koaBody } from 'koa-body'
import oldBodyParser from 'koa-bodyparser'
import { describe, expect } from 'vitest'
import { endsStalledBodies, listen, namesTheMistake, type Options, works } from '../support/frameworks.ts'

const path = '/wechatpay/plans'
const parsers: [string, () => Middleware][] = [
  ['@koa/bodyparser', () => bodyParser() as Middleware],
  ['koa-bodyparser', () => oldBodyParser()],
]

function start(options: Options, ...above: Middleware[]): Promise<string> {
  const handler = createKoaHandler(options)
  const app = new Koa()
  for (const middleware of above) app.use(middleware)
  app.use((context, next) => (context.path === path ? handler(context) : next()))
  return listen(createServer(app.callback()))
}

describe('Koa 3', () => {
  works('without a parser', (options) => start(options))
  endsStalledBodies('without a parser', (options) => start(options))

  works('with a log above it, which sees the status', (options) =>
    start(options, async (context, next) => {
      await next()
      expect([204, 401, 413]).toContain(context.status)
    }),
  )

  works('with the bytes in rawBody', (options) =>
    start(options, async (context, next) => {
      const chunks: Buffer[] = []
      for await (const chunk of context.req) chunks.push(chunk)
      Object.assign(context.request, { rawBody: Buffer.concat(chunks) })
      await next()
    }),
  )

  namesTheMistake(
    'an unknown parser',
    (options) =>
      start(options, async (context, next) => {
        for await (const chunk of context.req)
          Object.assign(context.request, { body: JSON.parse(String(chunk)) })
        await next()
      }),
    ['A body parser such as bodyParser() (it is not known which) has read', 'above it.'],
  )
})

describe('Koa 3 with koa-body', () => {
  works('below the handler, as the error suggests', (options) => {
    const handler = createKoaHandler(options)
    const app = new Koa()
    app.use((context, next) => (context.path === path ? handler(context) : next()))
    app.use(koaBody())
    return listen(createServer(app.callback()))
  })

  const parts = [
    'koaBody() (koa-body) has read',
    'Put the handler above app.use(koaBody()): app.use((ctx, next) =>',
  ]
  namesTheMistake('above the handler', (options) => start(options, koaBody()), parts)
  namesTheMistake(
    'above the handler, with the text kept',
    (options) => start(options, koaBody({ includeUnparsed: true })),
    parts,
  )

  namesTheMistake(
    'wrapped, as in Strapi',
    (options) => start(options, (context, next) => koaBody({ patchKoa: true })(context, next)),
    ['it is not known which', 'The same place is right for any other parser: above it.'],
  )

  namesTheMistake(
    'in a route of @koa/router, which shows its layers',
    (options) =>
      start(options, (context, next) => {
        Object.assign(context, { matched: [{ stack: [koaBody()] }, {}] })
        return koaBody()(context, next)
      }),
    parts,
  )
})

describe.each(parsers)('Koa 3 with %s', (name, parser) => {
  works('below the handler', (options) => {
    const handler = createKoaHandler(options)
    const app = new Koa()
    app.use((context, next) => (context.path === path ? handler(context) : next()))
    app.use(parser())
    return listen(createServer(app.callback()))
  })

  const exempted = (options: Options): Promise<string> =>
    start(
      options,
      (context, next) => {
        context.disableBodyParser = context.path === path
        return next()
      },
      parser(),
    )
  works('with its path exempted, as the error suggests', exempted)
  endsStalledBodies('with its path exempted, as the error suggests', exempted)

  namesTheMistake('above the handler', (options) => start(options, parser()), [
    'bodyParser() (',
    name,
    'put the handler above app.use(bodyParser())',
    'ctx.disableBodyParser = ctx.path ===',
  ])
})
