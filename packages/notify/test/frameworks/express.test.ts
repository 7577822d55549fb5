import { createServer } from 'node:http'
import { createNodeHandler } from '@wxdp/notify/node'
import express from 'express'
import express4 from 'express-4'
import { describe } from 'vitest'
import { listen, namesTheMistake, works } from '../support/frameworks.ts'

const path = '/wechatpay/plans'
const remedy =
  "app.post('/path', express.raw({ type: 'application/json' }), handler) above app.use(express.json())"

describe.each([
  ['Express 5', express],
  ['Express 4', express4],
])('%s', (_, express) => {
  works('without a parser', (options) => {
    const app = express()
    app.post(path, createNodeHandler(options))
    return listen(createServer(app))
  })

  works('above express.json()', (options) => {
    const app = express()
    app.post(path, createNodeHandler(options))
    app.use(express.json())
    return listen(createServer(app))
  })

  works('after express.raw(), as the error suggests', (options) => {
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
    [remedy],
  )

  namesTheMistake(
    'express.json() alone',
    (options) => {
      const app = express()
      app.use(express.json())
      app.post(path, createNodeHandler(options))
      return listen(createServer(app))
    },
    ['express.json() has read the body before this handler', remedy],
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
