import { createServer } from 'node:http'
import { bodyParser } from '@koa/bodyparser'
import { createKoaHandler } from '@wxdp/notify/node'
import Koa, { type Middleware } from 'koa'
import Koa2 from 'koa-2'
import { koaBody } from 'koa-body'
import oldBodyParser from 'koa-bodyparser'
import { describe, expect } from 'vitest'
import {
  endsStalledBodies,
  fixes,
  listen,
  namesTheMistake,
  type Options,
  paste,
  type Start,
  works,
} from '../support/frameworks.ts'

const path = '/wechatpay/plans'

describe.each([
  ['Koa 3', Koa],
  ['Koa 2', Koa2],
])('%s', (_, Koa) => {
  /** With this middleware above and below the handler. */
  function start(options: Options, above: Middleware[] = [], below: Middleware[] = []): Promise<string> {
    const handler = createKoaHandler(options)
    const app = new Koa()
    for (const middleware of above) app.use(middleware)
    app.use((context, next) => (context.path === path ? handler(context) : next()))
    for (const middleware of below) app.use(middleware)
    return listen(createServer(app.callback()))
  }

  works('without a parser', (options) => start(options))
  endsStalledBodies('without a parser', (options) => start(options))

  works('with a log above it, which sees the status', (options) =>
    start(options, [
      async (context, next) => {
        await next()
        expect([204, 401, 413]).toContain(context.status)
      },
    ]),
  )

  works('with the bytes in rawBody', (options) =>
    start(options, [
      async (context, next) => {
        const chunks: Buffer[] = []
        for await (const chunk of context.req) chunks.push(chunk)
        Object.assign(context.request, { rawBody: Buffer.concat(chunks) })
        await next()
      },
    ]),
  )

  namesTheMistake(
    'an unknown parser',
    (options) =>
      start(options, [
        async (context, next) => {
          for await (const chunk of context.req)
            Object.assign(context.request, { body: JSON.parse(String(chunk)) })
          await next()
        },
      ]),
    ['A body parser such as bodyParser() (it is not known which) has read', 'above it.'],
  )

  /** With code of an error above this parser, and the handler below it, if the code does not place it. */
  const pastedAbove =
    (parser: () => Middleware) =>
    (code: string): Start =>
    (options) => {
      const handler = createKoaHandler(options)
      const app = new Koa()
      paste(code, { app, handler })
      app.use(parser())
      if (!code.includes('handler'))
        app.use((context, next) => (context.path === path ? handler(context) : next()))
      return listen(createServer(app.callback()))
    }

  describe.each<[string, () => Middleware]>([
    ['@koa/bodyparser', () => bodyParser() as Middleware],
    ['koa-bodyparser', () => oldBodyParser()],
  ])('with %s', (name, parser) => {
    works('below the handler', (options) => start(options, [], [parser()]))

    fixes('above the handler', {
      start: (options) => start(options, [parser()]),
      named: 'bodyParser() (@koa/bodyparser, koa-bodyparser) has read the body',
      remedy: "app.use((ctx, next) => { ctx.disableBodyParser = ctx.path === '/path'; return next() })",
      pasted: pastedAbove(parser),
    })
    namesTheMistake('above the handler', (options) => start(options, [parser()]), [
      name,
      'put the handler above app.use(bodyParser())',
    ])
  })

  describe('with koa-body', () => {
    const named = 'koaBody() (koa-body) has read'
    const remedy = "app.use((ctx, next) => (ctx.path === '/path' ? handler(ctx) : next()))"

    fixes('above the handler', {
      start: (options) => start(options, [koaBody()]),
      named,
      remedy,
      pasted: pastedAbove(koaBody),
    })

    namesTheMistake(
      'above the handler, with the text kept',
      (options) => start(options, [koaBody({ includeUnparsed: true })]),
      [named, remedy],
    )

    namesTheMistake(
      'wrapped, as in Strapi',
      (options) => start(options, [(context, next) => koaBody({ patchKoa: true })(context, next)]),
      ['it is not known which', 'The same place is right for any other parser: above it.'],
    )

    namesTheMistake(
      'in a route of @koa/router, which shows its layers',
      (options) =>
        start(options, [
          (context, next) => {
            Object.assign(context, { matched: [{ stack: [koaBody()] }, {}] })
            return koaBody()(context, next)
          },
        ]),
      [named, remedy],
    )
  })
})
