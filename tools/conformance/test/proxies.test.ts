// The environment variables and flags that the README of @wxdp/fetch names, on each runtime, through a real proxy.
import { execFile } from 'node:child_process'
import { createServer, request as forward } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createSandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { afterAll, expect, it } from 'vitest'
import { bun, deno, node, pinnedNode, plainNode } from '../runner/programs.ts'

const script = fileURLToPath(new URL('support/proxied-call.mjs', import.meta.url))
const sandbox = await createSandbox()
const served = await serveSandbox(sandbox)
const asked: string[] = []

const proxy = createServer((request, response) => {
  const { host, pathname, search } = new URL(request.url as string)
  asked.push(host)
  const { method, headers } = request
  request.pipe(
    forward(`${served.url}${pathname}${search}`, { method, headers }, (onward) => {
      response.writeHead(onward.statusCode ?? 502, onward.rawHeaders)
      onward.pipe(response)
    }),
  )
}).on('connect', ({ url }, socket) => {
  asked.push(url as string)
  const onward = connect(Number(new URL(served.url).port), '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    onward.pipe(socket).pipe(onward)
  })
  for (const each of [socket, onward]) each.on('error', () => {})
})
await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`

afterAll(async () => {
  proxy.close()
  proxy.closeAllConnections()
  await served.close()
})

/** What a program prints for one call, and the hosts that the proxy was asked for. */
async function callWith(
  program: string,
  flags: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  asked.length = 0
  const { PATH = '', HOME = '' } = process.env
  const given = { PATH, HOME, HTTP_PROXY: address, HTTPS_PROXY: address, ...env }
  const args = [...flags, script, JSON.stringify(sandbox.credentials)]
  const printed = await new Promise<string>((resolve) => {
    execFile(program, args, { env: given, timeout: 30_000 }, (error, stdout, stderr) =>
      resolve(error ? `${error.message} ${stderr}` : stdout.trim()),
    )
  })
  return { printed, asked: asked.map((host) => host.replace(/:80$/, '')) }
}

const arrived = { printed: 'https://pay.example.com/wechatpay/plans', asked: ['api.wechat.invalid'] }
type Run = [name: string, program: string | undefined, flags: string[], env: Record<string, string>]
const majorOf = (program: string): Promise<number> =>
  new Promise((resolve) =>
    execFile(program, ['-p', 'process.versions.node'], (_, out) => resolve(Number.parseInt(out, 10))),
  )
const on = { NODE_USE_ENV_PROXY: '1' }

it.each<Run>([
  ['Node.js 22 with NODE_USE_ENV_PROXY=1', node(22), [], on],
  ['Node.js 22 with --use-env-proxy', node(22), ['--use-env-proxy'], {}],
  ['Node.js 24 with NODE_USE_ENV_PROXY=1', pinnedNode(), [], on],
  ['Node.js 24 with --use-env-proxy', pinnedNode(), ['--use-env-proxy'], {}],
  ['Node.js 26 with NODE_USE_ENV_PROXY=1', node(26), [], on],
  ['Node.js 26 with --use-env-proxy', node(26), ['--use-env-proxy'], {}],
  ['Bun', bun(), [], {}],
  ['Deno', deno(), ['run', '--allow-all'], { DENO_NO_UPDATE_CHECK: '1' }],
])('%s uses HTTPS_PROXY', async (_, program, flags, env) => {
  if (!program) return
  expect(await callWith(program, flags, env)).toEqual(arrived)
})

it('Node.js does not use HTTPS_PROXY by itself; the error says what to do', async () => {
  const { printed, asked } = await callWith(plainNode(), [])
  expect(asked).toEqual([])
  expect(printed).toMatch(/ENOTFOUND|EAI_AGAIN/)
  expect(printed).toContain('NODE_USE_ENV_PROXY=1')
  if ((await majorOf(plainNode())) > 20) return
  // Node.js 20 does not know the variable.
  expect((await callWith(plainNode(), [], on)).asked).toEqual([])
})
