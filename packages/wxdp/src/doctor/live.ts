import { randomBytes } from 'node:crypto'
import { createKeyring, createVerifier, encryptField } from '@wxdp/auth'
import { echo } from '@wxdp/core/security'
import { createClient } from '@wxdp/fetch'
import { createExaminer, type Examined } from '../inbound/examine.ts'
import { type Incoming, type Outcome, portFault, type Served, serveLoopback } from '../inbound/serve.ts'
import { callerIn } from '../settings/caller.ts'
import { clientOptionsIn } from '../settings/client-options.ts'
import { platformKeysIn } from '../settings/platform-keys.ts'
import type { Settings } from '../settings/settings.ts'
import type { World } from '../terminal/streams.ts'
import { type Finding, fault, skipped, textOf, well } from './finding.ts'

export interface LiveOptions {
  /** The callback is received on this port of 127.0.0.1. Without it there is no callback. */
  readonly port: number | undefined
  /** Milliseconds to wait for the callback. */
  readonly patience: number
}

/**
 * Runs WeChat Pay's self-test: it sends a message back, and in a callback, too. Nothing changes.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4015139289}
 */
export async function checkLive(
  settings: Settings,
  world: World,
  { port, patience }: LiveOptions,
): Promise<Finding[]> {
  if (callerIn(settings)?.kind !== 'partner') {
    return [skipped('echo', 'Only service providers have the self-test.', '只有服务商可以调用安全自检接口。')]
  }
  if (port === undefined) {
    return [
      (await runEcho(settings, world, undefined)).finding,
      skipped(
        'echo_callback',
        'Pass --port to receive a callback, too, with NOTIFY_URL leading to that port.',
        '如需同时测试回调，请用 --port 指定端口，并让 NOTIFY_URL 指向该端口。',
      ),
    ]
  }
  const inbox = createEchoInbox(settings, world)
  let served: Served
  try {
    served = await serveLoopback(port, inbox.respond)
  } catch (error) {
    const code = portFault(error)
    if (code === undefined) throw error
    const text = { en: `Port ${port} cannot be used (${code}).`, zh: `端口 ${port} 无法使用（${code}）。` }
    return [fault('echo_callback', text, { en: 'Pass another one.', zh: '请指定其他端口。' })]
  }
  try {
    const own = settings.isSandbox ? undefined : settings.find('NOTIFY_URL')?.value
    const url = own ?? `${served.origin}/wechatpay/plans`
    const { finding, message } = await runEcho(settings, world, url)
    if (finding.status !== 'well') return [finding]
    return [finding, await inbox.wait(message, { url, patience })]
  } finally {
    await served.close()
  }
}

/** Calls the self-test with a message of its own, in plain and encrypted. */
async function runEcho(
  settings: Settings,
  world: World,
  url: string | undefined,
): Promise<{ finding: Finding; message: string }> {
  const message = `wxdp-${randomBytes(8).toString('hex')}`
  const client = createClient({ ...clientOptionsIn(settings), attempts: 2, timeout: 8000 })
  try {
    const keys = platformKeysIn(settings)
    const [preferred = ''] = Object.keys(keys)
    const encrypted = await encryptField(createKeyring(keys, { preferred }), message)
    const input = {
      echo_message: message,
      encrypted_echo_message: encrypted,
      ...(url !== undefined && { notify_url: url }),
    }
    const { echo_message } = await client.call(echo, input, { signal: world.signal })
    const finding =
      echo_message === message
        ? well(
            'echo',
            'WeChat Pay sent the message back, and decrypted the encrypted one.',
            '微信支付返回了回显内容，并成功解密加密字段。',
          )
        : fault('echo', {
            en: 'The response is genuine, but it does not have the message.',
            zh: '应答可信，但回显内容不一致。',
          })
    return { finding, message }
  } catch (error) {
    world.signal.throwIfAborted()
    return { finding: fault('echo', textOf(error)), message }
  }
}

/** Receives the callback of the self-test. */
function createEchoInbox(settings: Settings, { now, signal }: World) {
  const apiV3Key = settings.find('API_V3_KEY')?.value ?? ''
  const examine = createExaminer({
    verifier: createVerifier({ keys: platformKeysIn(settings), now, sandbox: settings.isSandbox }),
    apiV3Key,
  })
  const received: Examined[] = []
  const arrival = new EventTarget()
  return {
    async respond(incoming: Incoming): Promise<Outcome> {
      const examined = await examine(incoming)
      received.push(examined)
      arrival.dispatchEvent(new Event('arrival'))
      return examined.outcome
    },
    async wait(message: string, { url, patience }: { url: string; patience: number }): Promise<Finding> {
      const isEcho = ({ content }: Examined): boolean =>
        content?.kind === 'echoSuccess' && Object(content.resource).echo_message === message
      const end = AbortSignal.any([signal, AbortSignal.timeout(patience)])
      while (!received.some((each) => isEcho(each) || isRefused(each)) && !end.aborted) {
        await new Promise<void>((resolve) => {
          arrival.addEventListener('arrival', () => resolve(), { once: true })
          end.addEventListener('abort', () => resolve(), { once: true })
        })
      }
      signal.throwIfAborted()
      if (received.some(isEcho)) {
        return well(
          'echo_callback',
          `The callback to ${url} arrived, is genuine, and opens.`,
          `发往 ${url} 的回调已收到，验签和解密均成功。`,
        )
      }
      const refused = received.find(isRefused)
      return refused ? refusedCallback(refused) : lostCallback(url, patience)
    },
  }
}

/** Whether it looks like WeChat Pay's and was refused. Others may call the port, too. */
function isRefused({ event }: Examined): boolean {
  return event.outcome !== 'probe' && /^(AUTH|CORE)_/.test(event.code ?? '')
}

function refusedCallback({ event: { error } }: Examined): Finding {
  const { en, zh } = textOf(error)
  return fault('echo_callback', {
    en: `The callback arrived and was refused.\n${en}`,
    zh: `回调已收到，但被拒绝。\n${zh}`,
  })
}

function lostCallback(url: string, patience: number): Finding {
  const seconds = Math.round(patience / 1000)
  return fault(
    'echo_callback',
    {
      en: `No callback arrived within ${seconds} s. WeChat Pay sends it to ${url}.`,
      zh: `${seconds} 秒内没有收到回调。微信支付会发送到 ${url}。`,
    },
    {
      en: 'Check that this URL can be reached from the internet, and leads to the port that --port names.',
      zh: '请确认该地址可从公网访问，且指向 --port 指定的端口。',
    },
  )
}
