// The packages in Express, as the README shows.
import { createServer } from 'node:http'
import { createVerifier } from '@wxdp/auth'
import { createNodeHandler } from '@wxdp/notify/node'
import express from 'express'
import { apiV3Key, handle, keys, serve } from './serve.mjs'

const handler = createNodeHandler({
  verifier: createVerifier({ keys }),
  apiV3Key,
  onNotification: ({ resource }) => handle(resource),
})
serve(createServer(express().post('/wechatpay/plans', handler)))
