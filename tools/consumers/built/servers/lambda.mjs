// Lambda's own runtime client, with the runtime API in front of it: each HTTP request is an event of a function URL.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'
import { serveWith } from './forward.mjs'

const events = []
const pollers = []
const results = new Map()

function deliver() {
  while (events.length > 0 && pollers.length > 0) {
    const { id, event } = events.shift()
    pollers
      .shift()
      .writeHead(200, {
        'Content-Type': 'application/json',
        'Lambda-Runtime-Aws-Request-Id': id,
        'Lambda-Runtime-Deadline-Ms': `${Date.now() + 6000}`,
        'Lambda-Runtime-Invoked-Function-Arn': 'arn:aws:lambda:local:0:function:plans',
      })
      .end(JSON.stringify(event))
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
const api = createServer(async (request, response) => {
  const [, , , , id, kind] = request.url.split('/')
  if (id === 'next') {
    pollers.push(response)
    return deliver()
  }
  const body = await text(request)
  results.get(id)?.(kind === 'response' ? JSON.parse(body) : { statusCode: 502, body })
  response.writeHead(202, { 'Content-Type': 'application/json' }).end('{}')
})

api.listen(0, '127.0.0.1', () => {
  const client = createRequire(import.meta.url).resolve('aws-lambda-ric')
  const env = {
    ...process.env,
    _HANDLER: 'index.handler',
    LAMBDA_TASK_ROOT: import.meta.dirname,
    AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${api.address().port}`,
    AWS_LAMBDA_FUNCTION_NAME: 'plans',
    AWS_LAMBDA_FUNCTION_VERSION: '1',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    AWS_LAMBDA_LOG_GROUP_NAME: 'plans',
    AWS_LAMBDA_LOG_STREAM_NAME: 'plans',
  }
  const runtime = spawn(process.execPath, [client, 'index.handler'], { stdio: 'inherit', env })
  process.once('SIGTERM', () => {
    runtime.kill()
    process.exit()
  })
})

serveWith(async (request) => {
  const { pathname: path, search } = new URL(request.url)
  const id = randomUUID()
  const event = {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: search.slice(1),
    headers: Object.fromEntries(request.headers),
    requestContext: {
      requestId: id,
      http: { method: request.method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
    },
    body: await request.text(),
    isBase64Encoded: false,
  }
  const { statusCode, headers, body } = await new Promise((resolve) => {
    results.set(id, resolve)
    events.push({ id, event })
    deliver()
  })
  return new Response(body || null, { status: statusCode, headers })
})
