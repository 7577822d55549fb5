import { createVerifier } from '@wxdp/auth'
import { setNotifyUrl as setAsBrand } from '@wxdp/core/brand'
import { setNotifyUrl as setAsPartner } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { serveSandbox } from '@wxdp/sandbox/node'
import { createExaminer, type InboundKeys } from '../inbound/examine.ts'
import type { Incoming, Outcome } from '../inbound/serve.ts'
import { createOpenSandbox } from '../sandbox/keys.ts'
import { post, type Reply } from '../sandbox/post.ts'
import { settingLines } from '../sandbox/setting-lines.ts'
import { platformKeysIn } from '../settings/platform-keys.ts'
import { type Flags, readSettings } from '../settings/read-settings.ts'
import { warnOfOpenFiles } from '../settings/warn-of-open-files.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { stopped } from '../terminal/stopped.ts'
import { callbackLine, callbackRecord } from './callback-line.ts'
import type { Context } from './context.ts'
import { requireCount, requireUrl } from './flag-values.ts'
import { serveOn } from './serve-on.ts'
import { writeSettings } from './write-settings.ts'

/** `wxdp listen`: receives callbacks on loopback and shows each as it comes, until the program is stopped. */
export async function listen(context: Context, flags: Flags): Promise<number> {
  const { world, screen } = context
  const port = requireCount(context, '--port', flags.port, { usual: 0, most: 65_535 })
  const most = requireCount(context, '--count', flags.count, { usual: 0 })
  const forwardTo = flags.forwardTo === undefined ? undefined : requireUrl(context, String(flags.forwardTo))
  const source = flags.sandbox ? await startSandbox(context, flags) : configured(context, flags)
  const examine = createExaminer(source.keys)
  const enough = new AbortController()
  let shown = 0
  const respond = async (incoming: Incoming): Promise<Outcome> => {
    const examined = await examine(incoming)
    const reply = forwardTo === undefined ? undefined : await forward(forwardTo, incoming, world.signal)
    const seen = { examined, reply, now: world.now() }
    if (flags.json) world.stdout.write(`${JSON.stringify(callbackRecord(seen))}\n`)
    else for (const line of callbackLine(seen, screen)) screen.print(line)
    shown += 1
    // Once the response is out.
    if (shown === most) setImmediate(() => enough.abort())
    return reply ? relayed(reply) : examined.outcome
  }
  try {
    const served = await serveOn(port, respond, context)
    try {
      const url = `${served.origin}/wechatpay/plans`
      await source.connect(url)
      screen.note(
        screen.say({
          en: `Callbacks are received on ${url}. Stop it with Ctrl-C.`,
          zh: `在 ${url} 接收回调，按 Ctrl-C 停止。`,
        }),
      )
      await stopped({ signal: AbortSignal.any([world.signal, enough.signal]) })
      return exitCodes.done
    } finally {
      await served.close()
    }
  } finally {
    await source.close()
  }
}

/** Where callbacks come from. */
interface Source {
  readonly keys: InboundKeys
  /** Has them sent to this URL, if that is up to us. */
  connect(url: string): Promise<void>
  close(): Promise<void>
}

/** WeChat Pay itself, or a sandbox of another process: the keys are in the settings. */
function configured({ world, screen }: Context, flags: Flags): Source {
  const settings = readSettings(flags, world, screen.language)
  warnOfOpenFiles(settings, screen)
  return {
    keys: {
      verifier: createVerifier({
        keys: platformKeysIn(settings),
        now: world.now,
        sandbox: settings.isSandbox,
      }),
      apiV3Key: settings.need('API_V3_KEY').value,
    },
    connect: async () => undefined,
    close: async () => undefined,
  }
}

/** A sandbox in this process that is served on loopback, so that other commands can call it. */
async function startSandbox(context: Context, flags: Flags): Promise<Source> {
  const { screen } = context
  const side = flags.brand ? 'brand' : 'partner'
  // Callbacks should come by themselves.
  const open = await createOpenSandbox(side, { auditTime: '3s' })
  const { box } = open
  const served = await serveSandbox(box)
  const file = typeof flags.write === 'string' ? flags.write : undefined
  return {
    keys: side === 'brand' ? await box.brand.handlerSettings() : box.handlerSettings(),
    async connect(notify_url) {
      if (side === 'brand') {
        await createClient(await box.brand.clientOptions()).call(setAsBrand, { notify_url })
      } else {
        const { mchid: sp_mchid } = box.credentials
        await createClient(box.clientOptions()).call(setAsPartner, { sp_mchid, notify_url })
      }
      if (file !== undefined) writeSettings(context, await settingLines(open, served.url), file)
      screen.note(
        screen.say({
          en: `The sandbox listens on ${served.url}, sends its callbacks here, and audits a plan in 3 s. ${file === undefined ? 'To call it, add --write FILE.' : `Try: wxdp plans create --config ${file} --product-coupon-id 1 --stock-id 1 --reuse-coupon-config --yes`}`,
          zh: `沙箱地址 ${served.url}，回调发送到这里，3 秒后审核通过。${file === undefined ? '如需调用沙箱，请加上 --write 文件。' : `可以试试：wxdp plans create --config ${file} --product-coupon-id 1 --stock-id 1 --reuse-coupon-config --yes`}`,
        }),
      )
    },
    async close() {
      await served.close()
      box.close()
    },
  }
}

/** Headers of one connection, which the next one makes itself. RFC 9110, 7.6.1. */
const ofConnection =
  /^(host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|expect)$/i

/** Passes the original bytes and headers on. */
function forward(url: string, { headers, body }: Incoming, signal: AbortSignal): Promise<Reply> {
  const passed: Record<string, string[]> = {}
  for (const [name, value] of headers) {
    if (!ofConnection.test(name)) passed[name] = [...(passed[name] ?? []), value]
  }
  return post(url, { headers: passed, body, signal })
}

/** What the receiver behind responded, or a 502: WeChat Pay then sends again. */
function relayed(reply: Reply): Outcome {
  if (!('error' in reply)) return reply
  const body = JSON.stringify({
    code: 'FAIL',
    message: `No response to the forwarded callback: ${reply.error}`,
  })
  return { status: 502, contentType: 'application/json', body }
}
