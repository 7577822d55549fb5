// Runs the worker in the edge VM, behind a server of node:http: the VM has none.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { EdgeVM } from '@edge-runtime/vm'
import { bindings } from './bindings.ts'
import { bundleWorker, edgeVm } from './bundle.ts'

const vm = new EdgeVM({ extend: (context) => Object.assign(context, { env: bindings() }) })
vm.evaluate(await bundleWorker(edgeVm))
vm.evaluate(`addEventListener('fetch', (event) => {
  event.respondWith(worker.default.fetch(event.request, env, event))
})`)

const server = createServer((request, response) => {
  passOn(request, response).catch(() => response.destroy())
})
await once(server.listen(Number(process.env.PORT), '127.0.0.1'), 'listening')
await vm.evaluate<Promise<void>>('worker.default.scheduled({}, env)')

async function passOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = await vm.dispatchFetch(`http://${request.headers.host}${request.url}`, {
    method: request.method ?? 'GET',
    headers: Object.entries(request.headers).map(([name, value]): [string, string] => [name, `${value}`]),
    ...(request.method === 'POST' && { body: new Uint8Array(await buffer(request)) }),
  })
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  response.end(new Uint8Array(await answer.arrayBuffer()))
}
