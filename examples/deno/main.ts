import { createApp } from '@wxdp-examples/shared'

const app = createApp(Deno.env.toObject())
const port = Number(Deno.env.get('PORT') ?? 8080)
Deno.serve({ hostname: '127.0.0.1', port }, (request) => app.handle(request))
// WeChat Pay may call as soon as it knows the URL, so the server listens first.
console.log(`Callback URL: ${await app.setUrl()}`)
