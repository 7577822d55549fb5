import type { ApiError } from '@wxdp/core'
import { listPlans as listAsBrand } from '@wxdp/core/brand'
import { listPlans as listAsPartner } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'
import { callerIn } from '../settings/caller.ts'
import { clientOptionsIn, hostsIn } from '../settings/client-options.ts'
import type { Settings } from '../settings/settings.ts'
import type { World } from '../terminal/streams.ts'
import { type Finding, fault, skipped, textOf, well } from './finding.ts'

/** Whether the hosts respond, the clock is right, and WeChat Pay accepts a signed call. */
export async function checkNetwork(settings: Settings, world: World, mayCall: boolean): Promise<Finding[]> {
  const visits = await Promise.all(hostsIn(settings).map((host) => visit(host, world)))
  const clock = visits.find(({ offset }) => offset !== undefined)?.offset
  const isReached = visits.some(({ finding }) => finding.status === 'well')
  return [
    ...visits.map(({ finding }) => finding),
    checkClock(clock),
    isReached && mayCall
      ? await checkCall(settings, world.signal)
      : skipped('call', 'Needs sound keys and a host that responds.', '需要密钥正确且服务地址可达。'),
  ]
}

interface Visit {
  readonly finding: Finding
  /** How many seconds this machine's clock is ahead of the host's. */
  readonly offset?: number
}

/** Milliseconds. */
const patience = 8000

/** Any response will do: it says that the host is reached, and its Date what the time is there. */
async function visit(host: string, { now, env, signal: stop }: World): Promise<Visit> {
  const started = now()
  try {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(patience)])
    const response = await fetch(host, { redirect: 'manual', signal })
    const ended = now()
    await response.body?.cancel()
    const date = Date.parse(response.headers.get('date') ?? '')
    const finding = well('host', `${host} responds.`, `${host} 可达。`)
    return Number.isNaN(date)
      ? { finding }
      : { finding, offset: Math.round(((started + ended) / 2 - date) / 1000) }
  } catch (error) {
    stop.throwIfAborted()
    const { code, name, message } = Object((error as Error).cause ?? error) as NodeJS.ErrnoException
    const proxy = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].find((each) => env[each])
    // Some causes have nothing but a message, such as that of a port that fetch refuses.
    const what = code ?? (name === 'Error' ? message : name)
    const remedy = proxy
      ? {
          en: `${proxy} is set, but Node's fetch uses it only from Node 24 with NODE_USE_ENV_PROXY=1.`,
          zh: `已设置 ${proxy}，但 Node 的 fetch 只有从 Node 24 起并设置 NODE_USE_ENV_PROXY=1 才会使用代理。`,
        }
      : {
          en: 'Check the network, DNS and the firewall: outgoing https must be allowed.',
          zh: '请检查网络、DNS 和防火墙，确认允许访问外部 https。',
        }
    return {
      finding: fault(
        'host',
        { en: `${host} cannot be reached (${what}).`, zh: `无法访问 ${host}（${what}）。` },
        remedy,
      ),
    }
  }
}

/** Seconds. WeChat Pay allows 300. */
const tolerance = 300
const suspicious = 30

function checkClock(offset: number | undefined): Finding {
  if (offset === undefined) return skipped('clock', 'No host said what time it is.', '没有服务器返回时间。')
  const seconds = Math.abs(offset)
  if (seconds <= suspicious) {
    return well(
      'clock',
      `Within ${Math.max(seconds, 1)} s of the server.`,
      `与服务器相差不超过 ${Math.max(seconds, 1)} 秒。`,
    )
  }
  const finding = fault(
    'clock',
    {
      en: `This machine is ${seconds} s ${offset > 0 ? 'ahead of' : 'behind'} the server.`,
      zh: `本机时钟比服务器${offset > 0 ? '快' : '慢'} ${seconds} 秒。`,
    },
    {
      en: 'Correct the clock (NTP): WeChat Pay allows 300 s.',
      zh: '请校准时钟（NTP）：微信支付允许 300 秒误差。',
    },
  )
  return seconds > tolerance ? finding : { ...finding, status: 'warning' }
}

/** Lists one plan: it changes nothing, and shows that keys, authorisation and verification work. */
async function checkCall(settings: Settings, signal: AbortSignal): Promise<Finding> {
  const caller = callerIn(settings)
  const brandId = settings.find('BRAND_ID')?.value
  if (caller?.kind === 'partner' && brandId === undefined) {
    return skipped(
      'call',
      'Set BRAND_ID to a brand of the service provider to try a call.',
      '请将 BRAND_ID 设为该服务商的品牌，以便试调用接口。',
    )
  }
  const client = createClient({ ...clientOptionsIn(settings), attempts: 2, timeout: patience })
  try {
    await (caller?.kind === 'partner'
      ? client.call(listAsPartner, { brand_id: brandId as string, page_size: 1 }, { signal })
      : client.call(listAsBrand, { page_size: 1 }, { signal }))
    return well(
      'call',
      'WeChat Pay accepted a signed call, and its response is genuine.',
      '微信支付接受了签名请求，应答验签通过。',
    )
  } catch (error) {
    signal.throwIfAborted()
    const { code } = error as ApiError
    return fault('call', textOf(error), remedies[code])
  }
}

const remedies: Readonly<Record<string, Finding['remedy'] & {}>> = {
  SIGN_ERROR: {
    en: 'SERIAL_NO, PRIVATE_KEY and MCHID or BRAND_ID must belong together.',
    zh: 'SERIAL_NO、PRIVATE_KEY 与 MCHID 或 BRAND_ID 必须成套。',
  },
  NO_AUTH: {
    en: 'Open the permission, and have the brand authorise the service provider.',
    zh: '请开通权限，并由品牌授权该服务商。',
  },
  FETCH_UNTRUSTED: {
    en: 'Check PLATFORM_SERIAL and PLATFORM_PUBLIC_KEY: the response does not match them.',
    zh: '请检查 PLATFORM_SERIAL 和 PLATFORM_PUBLIC_KEY：应答与其不符。',
  },
}
