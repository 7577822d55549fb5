// The decorators are called as functions, because the test runner's compiler emits no type metadata.
import 'reflect-metadata'
import {
  Controller,
  Module,
  type NestApplicationOptions,
  Post,
  type RawBodyRequest,
  Req,
  Res,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { ExpressAdapter } from '@nestjs/platform-express'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import { createFastifyHandler, createNodeHandler } from '@wxdp/notify/node'
import type { Request, Response } from 'express'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { describe } from 'vitest'
import {
  endAfterTest,
  endsStalledBodies,
  namesTheMistake,
  originOf,
  type Start,
  works,
} from '../support/frameworks.ts'

/** A module with one controller: `@Controller('wechatpay')`, `@Post('plans')`, `(@Req() request, @Res() response)`. */
function moduleWith<Request, Response>(handler: (request: Request, response: Response) => Promise<unknown>) {
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

const onExpress =
  (settings: NestApplicationOptions): Start =>
  async (options) => {
    const AppModule = moduleWith<RawBodyRequest<Request>, Response>(createNodeHandler(options))
    const app = await NestFactory.create(AppModule, new ExpressAdapter(), { logger: false, ...settings })
    await app.listen(0, '127.0.0.1')
    endAfterTest(() => app.close())
    return originOf(app.getHttpServer())
  }

const onFastify =
  (settings: NestApplicationOptions): Start =>
  async (options) => {
    const AppModule = moduleWith<FastifyRequest, FastifyReply>(createFastifyHandler(options))
    const app = await NestFactory.create(AppModule, new FastifyAdapter(), { logger: false, ...settings })
    await app.listen(0, '127.0.0.1')
    endAfterTest(() => app.close())
    return originOf(app.getHttpServer())
  }

/** `app.use('/path', handler)`, above the parsers that Nest adds when it starts. */
const above =
  (adapter: () => ExpressAdapter | FastifyAdapter): Start =>
  async (options) => {
    class AppModule {}
    Module({})(AppModule)
    const app = await NestFactory.create(AppModule, adapter(), { logger: false })
    app.use('/wechatpay/plans', createNodeHandler(options))
    await app.listen(0, '127.0.0.1')
    endAfterTest(() => app.close())
    return originOf(app.getHttpServer())
  }

const remedy = "app.use('/path', "

describe('NestJS 11 on Express', () => {
  works(
    'with app.use(), as the error suggests',
    above(() => new ExpressAdapter()),
  )
  endsStalledBodies(
    'with app.use(), as the error suggests',
    above(() => new ExpressAdapter()),
  )
  works('with rawBody', onExpress({ rawBody: true }))
  works('without its body parser', onExpress({ bodyParser: false }))
  namesTheMistake('with its defaults', onExpress({}), [
    'express.json() has read the body before this handler',
    remedy,
  ])
})

describe('NestJS 11 on Fastify', () => {
  works(
    'with app.use(), as the error suggests',
    above(() => new FastifyAdapter()),
  )
  endsStalledBodies(
    'with app.use(), as the error suggests',
    above(() => new FastifyAdapter()),
  )
  works('with rawBody', onFastify({ rawBody: true }))
  namesTheMistake('with its defaults', onFastify({}), ["Fastify's content type parser", remedy])
})
