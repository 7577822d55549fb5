import { createHandler } from '@wxdp/notify'
import { createApp } from '@wxdp-examples/shared'

const app = createApp(Deno.env.toObject())
const port = Number(Deno.env.get('PORT') ?? 8080)
Deno.serve({ hostname: '127.0.0.1', port }, createHandler(app.callbacks))
// The server must listen first: WeChat Pay may call back as soon as the URL is set.
console.log(`Callback URL: ${await app.setUrl()}`)
