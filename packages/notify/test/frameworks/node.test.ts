import { once } from 'node:events'
import { createServer } from 'node:http'
import { arrayBuffer, buffer, text } from 'node:stream/consumers'
import { runInNewContext } from 'node:vm'
import { createNodeHandler } from '@wxdp/notify/node'
import { describe } from 'vitest'
import { endsStalledBodies, listen, namesTheMistake, works } from '../support/frameworks.ts'

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

  endsStalledBodies('alone', (options) => listen(createServer(createNodeHandler(options))))

  works('with the bytes of another realm in rawBody, as in jsdom', (options) => {
    const handler = createNodeHandler(options)
    return listen(
      createServer(async (request, response) => {
        const rawBody = runInNewContext('new Uint8Array(bytes)', { bytes: [...(await buffer(request))] })
        await handler(Object.assign(request, { rawBody }), response)
      }),
    )
  })

  works('with an ArrayBuffer in body', (options) => {
    const handler = createNodeHandler(options)
    return listen(
      createServer(async (request, response) => {
        await handler(Object.assign(request, { body: await arrayBuffer(request) }), response)
      }),
    )
  })

  // As addHelpers of @vercel/node leaves a request.
  namesTheMistake(
    'the helpers of Vercel',
    (options) => {
      const handler = createNodeHandler(options)
      return listen(
        createServer(async (request, response) => {
          const body = await text(request)
          Object.defineProperties(request, {
            cookies: { get: () => ({}) },
            query: { get: () => ({}) },
            body: { get: () => JSON.parse(body) },
          })
          await handler(request, response)
        }),
      )
    },
    ['The body helper of Vercel has read the body', 'export const POST = createHandler(settings)'],
  )

  namesTheMistake(
    'text in rawBody',
    (options) => {
      const handler = createNodeHandler(options)
      return listen(
        createServer(async (request, response) => {
          const rawBody = await text(request)
          await handler(Object.assign(request, { rawBody, body: JSON.parse(rawBody) }), response)
        }),
      )
    },
    [
      'Something that is not known',
      ', and rawBody is a string, not the bytes.',
      'a Buffer in request.rawBody',
    ],
  )

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
    ['Something', 'rawBody'],
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
