// The decorators are called as functions, because the test runner's compiler emits no type metadata.
import type { NestApplicationOptions, RawBodyRequest } from '@nestjs/common'
import { createFastifyHandler, createNodeHandler } from '@wxdp/notify/node'
import * as nest10 from '@wxdp-internal/nest-10'
import * as nest11 from '@wxdp-internal/nest-11'
import * as nest12 from '@wxdp-internal/nest-12'
import type { Request, Response } from 'express'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { describe } from 'vitest'
import { endAfterTest, fixes, originOf, paste, type Start, works } from '../support/frameworks.ts'

type Nest = typeof nest11

// The same names in each, but not the same types.
const versions = [
  ['NestJS 10', nest10 as unknown as Nest],
  ['NestJS 11', nest11],
  ['NestJS 12', nest12 as unknown as Nest],
] as const

/** A module with one controller: `@Controller('wechatpay')`, `@Post('plans')`, `(@Req() request, @Res() response)`. */
function moduleWith<Request, Response>(
  { Controller, Module, Post, Req, Res }: Nest,
  handler: (request: Request, response: Response) => Promise<unknown>,
) {
  class PlansController {
    plans(request: Request, response: Response) {
      return handler(request, response)
    }
  }
  const { prototype } = PlansController
  Req()(prototype, 'plans', 0)
  Res()(prototype, 'plans', 1)
  Post('plans')(prototype, 'plans', Object.getOwnPropertyDescriptor(prototype, 'plans') as PropertyDescriptor)
  Controller('wechatpay')(PlansController)
  class AppModule {}
  Module({ controllers: [PlansController] })(AppModule)
  return AppModule
}

describe.each(versions)('%s', (_, nest) => {
  const { ExpressAdapter, FastifyAdapter, NestFactory } = nest

  const onExpress =
    (settings: NestApplicationOptions): Start =>
    async (options) => {
      const AppModule = moduleWith<RawBodyRequest<Request>, Response>(nest, createNodeHandler(options))
      const app = await NestFactory.create(AppModule, new ExpressAdapter(), { logger: false, ...settings })
      await app.listen(0, '127.0.0.1')
      endAfterTest(() => app.close())
      return originOf(app.getHttpServer())
    }

  const onFastify =
    (settings: NestApplicationOptions): Start =>
    async (options) => {
      const AppModule = moduleWith<FastifyRequest, FastifyReply>(nest, createFastifyHandler(options))
      const app = await NestFactory.create(AppModule, new FastifyAdapter(), { logger: false, ...settings })
      await app.listen(0, '127.0.0.1')
      endAfterTest(() => app.close())
      return originOf(app.getHttpServer())
    }

  /** Without a controller, and with this code before it listens. */
  const pastedOn =
    (adapter: () => InstanceType<typeof ExpressAdapter | typeof FastifyAdapter>) =>
    (code: string): Start =>
    async (settings) => {
      class AppModule {}
      nest.Module({})(AppModule)
      const app = await NestFactory.create(AppModule, adapter(), { logger: false })
      paste(code, { app, handler: createNodeHandler(settings), createNodeHandler, settings })
      await app.listen(0, '127.0.0.1')
      endAfterTest(() => app.close())
      return originOf(app.getHttpServer())
    }

  describe('on Express', () => {
    works('with rawBody', onExpress({ rawBody: true }))
    works('without its body parser', onExpress({ bodyParser: false }))
    fixes('with its defaults', {
      start: onExpress({}),
      named: 'express.json() has read the body before this handler',
      remedy: "app.use('/path', handler)",
      pasted: pastedOn(() => new ExpressAdapter()),
    })
  })

  describe('on Fastify', () => {
    works('with rawBody', onFastify({ rawBody: true }))
    fixes('with its defaults', {
      start: onFastify({}),
      named: "Fastify's content type parser has read the body before this handler",
      remedy: "app.use('/path', createNodeHandler(settings))",
      pasted: pastedOn(() => new FastifyAdapter()),
    })
  })
})
