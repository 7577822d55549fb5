// The main job from start to end: set the callback URL, then receive callbacks. The cryptography and the HTTP requests
// are real; everything runs on loopback.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient, type FetchFunction } from '@wxdp/fetch'
import type { CallbackEvent } from '@wxdp/notify'
import { createNodeHandler } from '@wxdp/notify/node'
import { type CallbackDelivery, createSandboxFor } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import color from 'picocolors'
import { type Options, readOptions, UsageError } from './options.ts'
import { type Texts, textsFor } from './texts.ts'

let step = 0
const title = (text: string): void => console.log(`\n${color.bold(color.cyan(`${++step}. ${text}`))}`)
const line = (name: string, value: string): void =>
  console.log(`   ${color.dim(name)}${' '.repeat(Math.max(0, 20 - widthOf(name)))} ${value}`)
const good = (text: string): string => color.green(`✓ ${text}`)

async function demo({ texts, own }: Options): Promise<void> {
  const sandbox = await createSandboxFor(own ? { merchant: own.merchant } : {})
  const { mchid, serialNo } = sandbox.credentials

  const handled: string[] = []
  const events: CallbackEvent[] = []
  const server = createServer(
    createNodeHandler({
      ...sandbox.handlerSettings(),
      onNotification: (notification) => void handled.push(JSON.stringify(notification.resource)),
      observe: (event) => void events.push(event),
    }),
  ).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const served = await serveSandbox(sandbox)
  try {
    const notifyUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wechatpay/plans`
    title(texts.setUp)
    line(texts.platform, served.url)
    line(texts.server, notifyUrl)
    line(texts.merchant, `mchid ${mchid}, serial ${serialNo}`)

    title(texts.request)
    const client = createClient({
      ...sandbox.clientOptions(own),
      hosts: [served.url],
      fetch: createPrintingFetch(texts),
    })
    const output = await client.call(setNotifyUrl, { sp_mchid: mchid, notify_url: notifyUrl })
    line('notify_url', good(`${texts.urlSet}: ${output.notify_url}`))

    title(texts.change)
    const deliveries = await sandbox.control.sendPlanChange({ plan_id: '12000000000000000000000000000001' })
    const results = [texts.rejected, texts.handled, texts.notAgain]
    const statuses = [401, 204, 204]
    for (const [i, delivery] of deliveries.entries()) {
      console.log(`   ${color.bold(texts[delivery.kind])}`)
      line('Wechatpay-Signature', shorten(delivery.request.headers['Wechatpay-Signature'] ?? ''))
      requireStatus(delivery, statuses[i], events[i])
      line(
        `HTTP ${delivery.status}`,
        good(`${results[i]}${delivery.status === 401 ? ` (${events[i]?.code})` : ''}`),
      )
      if (delivery.kind === 'notification') line('resource', handled[0] ?? '')
    }
    if (deliveries.length !== 3 || handled.length !== 1) {
      throw new Error(
        `Found ${deliveries.length} deliveries, handled ${handled.length} times; expected 3, handled once.`,
      )
    }
    console.log(`\n${good(texts.done)}\n`)
  } finally {
    await served.close()
    server.close()
    server.closeAllConnections()
  }
}

/** Creates a fetch that prints the request and the response. */
function createPrintingFetch(texts: Texts): FetchFunction {
  return async (request) => {
    const { pathname } = new URL(request.url)
    line(request.method, pathname)
    line('body', await request.clone().text())
    line('Authorization', shortenAuthorization(request.headers.get('authorization') ?? ''))
    const response = await fetch(request)
    title(texts.response)
    line(`HTTP ${response.status}`, await response.clone().text())
    line(texts.signedBy, `${response.headers.get('wechatpay-serial')}`)
    line('Wechatpay-Signature', shorten(response.headers.get('wechatpay-signature') ?? ''))
    return response
  }
}

/** The columns that a string takes in a terminal. Chinese characters take two. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (character > '\u2e7f' ? 2 : 1), 0)
}

function shorten(signature: string): string {
  return signature.length > 44 ? `${signature.slice(0, 32)}…${signature.slice(-8)}` : signature
}

function shortenAuthorization(value: string): string {
  return value.replace(/signature="([^"]*)"/, (_, signature: string) => `signature="${shorten(signature)}"`)
}

function requireStatus(
  { kind, status, error }: CallbackDelivery,
  expected: number | undefined,
  event: CallbackEvent | undefined,
): void {
  if (status === expected) return
  const found = error ? `${error.code} (${error.message})` : `HTTP ${status}`
  throw new Error(
    `${kind}: found ${found}, expected HTTP ${expected}; ${event?.code ?? 'no code'}: ${String(event?.error)}`,
  )
}

const texts = textsFor(process.env.LC_ALL ?? process.env.LANG)
try {
  const options = await readOptions(process.argv.slice(2))
  if (options.help) console.log(options.texts.usage)
  else await demo(options)
} catch (error) {
  const usage = error instanceof UsageError
  const code = (error as { code?: unknown }).code
  console.error(
    `\n${color.red(`✗ ${texts.failed}: ${code === undefined ? '' : `${code}: `}${(error as Error).message}`)}`,
  )
  if (usage) console.error(`\n${texts.usage}`)
  process.exitCode = usage ? 2 : 1
}
