import { once } from 'node:events'
import { createServer } from 'node:http'
import { createNodeHandler } from '@wxdp/notify/node'
import { createApp } from '@wxdp-examples/shared'

const app = createApp(process.env)
const server = createServer(createNodeHandler(app.callbacks))
await once(server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1'), 'listening')
// The server must listen first: WeChat Pay may call back as soon as the URL is set.
console.log(`Callback URL: ${await app.setUrl()}`)
