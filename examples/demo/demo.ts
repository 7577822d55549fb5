// The main job, end to end: set the callback URL, receive a callback. Real cryptography, real HTTP, on loopback.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSigner, createVerifier } from '@wxdp/auth'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient, type FetchFunction } from '@wxdp/fetch'
import type { CallbackEvent } from '@wxdp/notify'
import { createNodeHandler } from '@wxdp/notify/node'
import { createSandbox, type Delivery } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import color from 'picocolors'
import { type Options, readOptions, UsageError } from './options.ts'
import { textsFor } from './texts.ts'

let step = 0
const title = (text: string): void => console.log(`\n${color.bold(color.cyan(`${++step}. ${text}`))}`)
const line = (name: string, value: string): void => console.log(`   ${color.dim(name.padEnd(18))} ${value}`)
const good = (text: string): string => color.green(`✓ ${text}`)

async function demo({ texts, own }: Options): Promise<void> {
  const sandbox = await createSandbox(own && { merchant: own.merchant })
  const { mchid, serialNo, apiV3Key, platformSerial, platformPublicKey, ...rest } = sandbox.credentials
  const privateKey = own?.privateKey ?? rest.privateKey
  if (privateKey === undefined) throw new Error('the sandbox made no key')
  const verifier = createVerifier({ keys: { [platformSerial]: platformPublicKey } })

  const handled: string[] = []
  const events: CallbackEvent[] = []
  const server = createServer(
    createNodeHandler({
      verifier,
      apiV3Key,
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

    title(texts.set)
    const client = createClient({
      signer: createSigner({ mchid, serialNo, privateKey }),
      verifier,
      hosts: [served.url],
      sandbox: true,
      fetch: shown(texts.signedBy, texts.answered),
    })
    const output = await client.call(setNotifyUrl, { sp_mchid: mchid, notify_url: notifyUrl })
    line('notify_url', good(output.notify_url))

    title(texts.change)
    const deliveries = await sandbox.control.sendPlanChange({ plan_id: '12000000000000000000000000000001' })
    const words = [texts.refused, texts.opened, texts.notAgain]
    const wanted = [401, 204, 204]
    for (const [i, delivery] of deliveries.entries()) {
      console.log(`   ${color.bold(texts[delivery.kind])}`)
      line('Wechatpay-Signature', shorten(delivery.request.headers['Wechatpay-Signature'] ?? ''))
      requireStatus(delivery, wanted[i], events[i])
      line(
        `HTTP ${delivery.status}`,
        good(`${words[i]}${delivery.status === 401 ? ` (${events[i]?.code})` : ''}`),
      )
      if (delivery.kind === 'notification') line('resource', handled[0] ?? '')
    }
    if (deliveries.length !== 3 || handled.length !== 1) {
      throw new Error(
        `expected 3 deliveries handled once; found ${deliveries.length}, handled ${handled.length} times`,
      )
    }
    console.log(`\n${good(texts.done)}\n`)
  } finally {
    await served.close()
    server.close()
    server.closeAllConnections()
  }
}

/** The runtime's fetch, with what goes out and comes in shown on the way. */
function shown(signedBy: string, answered: string): FetchFunction {
  return async (request) => {
    const { pathname } = new URL(request.url)
    line(request.method, pathname)
    line('body', await request.clone().text())
    line('Authorization', shortenAuthorization(request.headers.get('authorization') ?? ''))
    const response = await fetch(request)
    title(answered)
    line(`HTTP ${response.status}`, await response.clone().text())
    line(signedBy, `${response.headers.get('wechatpay-serial')}`)
    line('Wechatpay-Signature', shorten(response.headers.get('wechatpay-signature') ?? ''))
    return response
  }
}

function shorten(signature: string): string {
  return signature.length > 44 ? `${signature.slice(0, 32)}…${signature.slice(-8)}` : signature
}

function shortenAuthorization(value: string): string {
  return value.replace(/signature="([^"]*)"/, (_, signature: string) => `signature="${shorten(signature)}"`)
}

function requireStatus(
  { kind, status }: Delivery,
  wanted: number | undefined,
  event: CallbackEvent | undefined,
): void {
  if (status === wanted) return
  throw new Error(
    `${kind}: expected HTTP ${wanted}, found ${status}; ${event?.code ?? 'no code'}: ${String(event?.error)}`,
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
