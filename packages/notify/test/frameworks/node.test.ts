import { once } from 'node:events'
import { createServer } from 'node:http'
import { createNodeHandler } from '@wxdp/notify/node'
import { describe } from 'vitest'
import { listen, namesTheMistake, works } from '../support/frameworks.ts'

describe('node:http', () => {
  works('alone', (options) => listen(createServer(createNodeHandler(options))))

  works('with the bytes in rawBody, as in a cloud function', (options) => {
    const handler = createNodeHandler(options)
    return listen(
      createServer(async (request, response) => {
        const chunks: Buffer[] = []
        for await (const chunk of request) chunks.push(chunk)
        const rawBody = Buffer.concat(chunks)
        await handler(Object.assign(request, { rawBody, body: JSON.parse(String(rawBody)) }), response)
      }),
    )
  })

  namesTheMistake(
    'a listener that read the body before',
    (options) => {
      const handler = createNodeHandler(options)
      return listen(
        createServer(async (request, response) => {
          await once(request.resume(), 'end')
          await handler(request, response)
        }),
      )
    },
    ['Something', 'rawBody', 'bodyParser: false'],
  )

  namesTheMistake(
    'a framework with an app that is not Express',
    (options) => {
      const handler = createNodeHandler(options)
      return listen(
        createServer(async (request, response) => {
          await once(request.resume(), 'end')
          await handler(Object.assign(request, { app: {} }), response)
        }),
      )
    },
    ['A body parser such as express.json()'],
  )

  namesTheMistake(
    'setEncoding() before the handler',
    (options) => {
      const handler = createNodeHandler(options)
      return listen(createServer((request, response) => handler(request.setEncoding('utf8'), response)))
    },
    ['Something', 'setEncoding'],
  )
})
