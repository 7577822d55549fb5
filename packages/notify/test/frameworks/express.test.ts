import { once } from 'node:events'
import { createServer } from 'node:http'
import { createNodeHandler } from '@wxdp/notify/node'
import express, { type RequestHandler } from 'express'
import express4 from 'express-4'
import { describe } from 'vitest'
import { fixes, listen, namesTheMistake, paste, type Start, works } from '../support/frameworks.ts'

const path = '/wechatpay/plans'
const remedy = "put app.post('/path', handler) above app.use(express.json())"

describe.each([
  ['Express 5', express],
  ['Express 4', express4],
])('%s', (_, express) => {
  works('without a parser', (options) => {
    const app = express()
    app.post(path, createNodeHandler(options))
    return listen(createServer(app))
  })

  /** With this code of an error above this parser. */
  const pastedAbove =
    (parser: () => RequestHandler) =>
    (code: string): Start =>
    (options) => {
      const app = express()
      paste(code, { app, handler: createNodeHandler(options) })
      app.use(parser())
      return listen(createServer(app))
    }

  fixes('express.json() alone', {
    start: (options) => {
      const app = express()
      app.use(express.json())
      app.post(path, createNodeHandler(options))
      return listen(createServer(app))
    },
    named: 'express.json() has read the body before this handler',
    remedy: "app.post('/path', handler)",
    pasted: pastedAbove(() => express.json()),
  })

  works('after express.raw()', (options) => {
    const app = express()
    app.post(path, express.raw({ type: 'application/json' }), createNodeHandler(options))
    app.use(express.json())
    return listen(createServer(app))
  })

  // It does not read JSON. In Express 4, it sets request.body to an empty object nevertheless.
  works('after express.urlencoded()', (options) => {
    const app = express()
    app.use(express.urlencoded({ extended: false }))
    app.post(path, createNodeHandler(options))
    return listen(createServer(app))
  })

  works('in a router of its own', (options) => {
    const router = express.Router().post('/plans', createNodeHandler(options))
    const app = express().use('/wechatpay', router)
    return listen(createServer(app))
  })

  namesTheMistake(
    'express.json() for the whole application',
    (options) => {
      const app = express()
      app.use(express.urlencoded({ extended: false }), express.json())
      app.post(path, createNodeHandler(options))
      return listen(createServer(app))
    },
    ['NotifyError: express.json() has read the body before this handler', remedy],
  )

  namesTheMistake(
    'express.text() for the route',
    (options) => {
      const app = express()
      app.post(path, express.text({ type: '*/*' }), createNodeHandler(options))
      return listen(createServer(app))
    },
    ['express.text() has read the body before this handler', remedy],
  )

  namesTheMistake(
    'express.urlencoded() for every type',
    (options) => {
      const app = express()
      app.use(express.urlencoded({ extended: false, type: () => true }))
      app.post(path, createNodeHandler(options))
      return listen(createServer(app))
    },
    ['NotifyError: express.urlencoded() has read the body before this handler', remedy],
  )

  namesTheMistake(
    'express.json() in a router',
    (options) => {
      const router = express.Router().use(express.json()).post('/plans', createNodeHandler(options))
      return listen(createServer(express().use('/wechatpay', router)))
    },
    ['NotifyError: express.json() has read the body before this handler', remedy],
  )

  namesTheMistake(
    'express.json() for the route',
    (options) => {
      const app = express()
      app.post(path, express.json(), createNodeHandler(options))
      return listen(createServer(app))
    },
    ['NotifyError: express.json() has read the body before this handler', remedy],
  )

  const unknown: RequestHandler = async (request, _, next) => {
    for await (const chunk of request) request.body = JSON.parse(String(chunk))
    next()
  }
  const notKnown = 'NotifyError: A body parser such as express.json() (it is not known which) has read'

  namesTheMistake(
    'an unknown parser, beside others for another path and below',
    (options) => {
      const app = express()
      app.use('/api', express.json())
      app.use(unknown)
      app.post(path, createNodeHandler(options))
      app.use(express.json())
      return listen(createServer(app))
    },
    [notKnown, remedy],
  )

  namesTheMistake(
    'a parser that leaves text',
    (options) => {
      const app = express()
      app.use(express.json())
      app.use(async (request, _, next) => {
        request.body = JSON.stringify(request.body)
        next()
      })
      app.post(path, createNodeHandler(options))
      return listen(createServer(app))
    },
    [`${notKnown} the body before this handler, and body is a string, not the bytes.`, remedy],
  )

  namesTheMistake(
    'a reader that leaves nothing',
    (options) => {
      const app = express()
      app.use(async (request, _, next) => {
        await once(request.resume(), 'end')
        next()
      })
      app.post(path, createNodeHandler(options))
      return listen(createServer(app))
    },
    [notKnown, remedy],
  )

  namesTheMistake(
    'an unknown parser',
    (options) => {
      const app = express()
      app.use(async (request, _, next) => {
        for await (const chunk of request) request.body = JSON.parse(String(chunk))
        next()
      })
      app.post(path, createNodeHandler(options))
      return listen(createServer(app))
    },
    ['A body parser such as express.json()', remedy],
  )
})
