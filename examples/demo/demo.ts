// The main job from start to end: set the callback URL, then receive callbacks. The cryptography and the HTTP requests
// are real; everything runs on loopback.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { explain } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import type { CallbackEvent } from '@wxdp/notify'
import { createNodeHandler } from '@wxdp/notify/node'
import { createSandboxFor } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { type OwnKey, parseOptions, readOwnKey, UsageError } from './options.ts'
import { createPrintingFetch, failure, line, shorten, subtitle, success, title } from './print.ts'
import { type Texts, textsFor } from './texts.ts'

const expectedStatus = { probe: 401, notification: 204, duplicate: 204 } as const

async function demo(texts: Texts, own: OwnKey | undefined): Promise<void> {
  const sandbox = await createSandboxFor(own ? { merchant: own.merchant } : {})
  const { mchid, serialNo } = sandbox.credentials

  const handled: unknown[] = []
  const events: CallbackEvent[] = []
  const server = createServer(
    createNodeHandler({
      ...sandbox.handlerSettings(),
      onNotification: (notification) => void handled.push(notification.resource),
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
    line(texts.merchant, `mchid ${mchid}, serial_no ${serialNo}`)

    title(texts.request)
    const client = createClient({
      ...sandbox.clientOptions(own),
      hosts: [served.url],
      fetch: createPrintingFetch(texts),
    })
    const output = await client.call(setNotifyUrl, { sp_mchid: mchid, notify_url: notifyUrl })
    line('notify_url', success(`${texts.urlSet} ${output.notify_url}`))

    title(texts.change)
    const deliveries = await sandbox.control.sendPlanChange({ plan_id: '12000000000000000000000000000001' })
    for (const [i, { kind, request, status, error }] of deliveries.entries()) {
      const event = events[i]
      subtitle(texts[kind])
      line('Wechatpay-Signature', shorten(request.headers['Wechatpay-Signature']))
      if (status !== expectedStatus[kind]) {
        const found = error ? `${error.code} (${error.message})` : `HTTP ${status}`
        throw new Error(`${kind}: Found ${found}; expected HTTP ${expectedStatus[kind]}.`, {
          cause: event?.error,
        })
      }
      line(`HTTP ${status}`, success(texts.results[kind]))
      if (kind === 'probe') line('code', `${event?.code}`)
      if (kind === 'notification') line('resource', JSON.stringify(handled[0]))
    }
    if (handled.length !== 1) throw new Error(`Handled ${handled.length} times; expected once.`)
    console.log(`\n${success(texts.done)}\n`)
  } finally {
    await served.close()
    server.close()
    server.closeAllConnections()
  }
}

let texts = textsFor(process.env.LC_ALL ?? process.env.LANG)
try {
  const options = parseOptions(process.argv.slice(2))
  if (options.lang !== undefined) texts = textsFor(options.lang)
  if (options.help) console.log(texts.usage)
  else await demo(texts, await readOwnKey(options, texts))
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`\n${failure(error.message)}\n\n${texts.usage}`)
    process.exitCode = 2
  } else {
    console.error(`\n${failure(texts.failed)}\n${explain(error, { language: texts.language })}`)
    process.exitCode = 1
  }
}
