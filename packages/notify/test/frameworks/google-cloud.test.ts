import { createServer } from 'node:http'
import { http } from '@google-cloud/functions-framework'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { createEventHandler } from '@wxdp/notify/event'
import express from 'express'
import { describe, expect, it } from 'vitest'
import { listen, namesTheMistake, type Options, works } from '../support/frameworks.ts'
import { settings } from '../support/settings.ts'

/** With the server that Google Cloud runs functions in. */
function serve(options: Options): Promise<string> {
  http('wechatpay', createEventHandler(options))
  return listen(getTestServer('wechatpay'))
}

describe('Google Cloud Functions', () => {
  works('its own server', serve)

  it('its own server: a GET, and a POST without a body', async () => {
    const origin = await serve({ ...settings, onNotification() {}, observe() {} })
    const get = await fetch(origin)
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
    const headers = { 'content-type': 'application/json' }
    expect((await fetch(origin, { method: 'POST', headers })).status).toBe(400)
  })

  const remedy = [
    'On Google Cloud Functions: the body is missing, although',
    'functions.http()',
    'createNodeHandler',
  ]
  namesTheMistake(
    'an Express application with a parser that keeps no bytes',
    (options) => {
      const app = express().use(express.json())
      return listen(createServer(app.post('/wechatpay/plans', createEventHandler(options))))
    },
    remedy,
  )
  namesTheMistake(
    'an Express application whose request is unread',
    (options) => listen(createServer(express().post('/wechatpay/plans', createEventHandler(options)))),
    remedy,
  )

  it('writes nothing if something else has responded', async () => {
    const handler = createEventHandler({ ...settings, onNotification() {} })
    const handled: Promise<void>[] = []
    const app = express().get('/', (request, response) => {
      response.send('first')
      handled.push(handler(request, response))
    })
    expect(await (await fetch(await listen(createServer(app)))).text()).toBe('first')
    await expect(Promise.all(handled)).resolves.toEqual([undefined])
  })
})
