// Runs one example against the sandbox: the example sets its callback URL, and the sandbox sends callbacks.
import { type CallbackDelivery, createSandbox } from '@wxdp/sandbox'
import { serveSandbox } from '@wxdp/sandbox/node'
import { freePort, startChild, variablesFor } from '@wxdp-internal/services'
import { type Host, hosts } from './hosts.ts'

export const planId = '12000000000000000000000000000001'

export interface Rehearsal {
  /** Where the example listens. */
  readonly expectedUrl: string
  /** The URL that the example set at the sandbox. */
  readonly notifyUrl: string | undefined
  readonly deliveries: readonly CallbackDelivery[]
  /** For an example with a queue: an older change of the same plan, sent afterwards. */
  readonly older: readonly CallbackDelivery[]
  /** How often the example handled the notification. */
  readonly handled: number
  /** Everything that the example printed. */
  readonly output: string
}

/** The hosts whose example has a queue. */
const queues: readonly Host[] = ['node-bullmq', 'workerd-queue']
const overtaken = { plan_id: planId, plan_state: 'PAUSED', modify_time: '2026-01-01T00:00:00.000+08:00' }
const skipped = '"outcome":"stale"'

export interface RehearseOptions {
  /** Variables that replace those for the sandbox; `undefined` removes one. */
  readonly env?: NodeJS.ProcessEnv
  /** Milliseconds for the whole run. Default 30,000. */
  readonly timeout?: number
}

/** @throws {EndedError} if the example ends by itself */
export async function rehearse(host: Host, options: RehearseOptions = {}): Promise<Rehearsal> {
  const { timeout = 30_000 } = options
  const sandbox = await createSandbox()
  const { credentials, brand, control } = sandbox
  const served = await serveSandbox(sandbox)
  const port = await freePort()
  const expectedUrl = `http://127.0.0.1:${port}/wechatpay/plans`
  const env = {
    ...variablesFor(credentials, served.url),
    NOTIFY_URL: expectedUrl,
    BRAND_IDS: brand.brandId,
    PORT: `${port}`,
    ...options.env,
  }
  const child = startChild(hosts[host], { cwd: import.meta.dirname, env, timeout })
  try {
    // Wait for the line of the example: it is printed once the response is verified. The sandbox knows the URL earlier.
    await child.until(() => child.output.includes('Callback URL: '), 'the callback URL is set')
    const deliveries = await control.sendPlanChange({ plan_id: planId })
    const handled = (): number => handledIn(child.output)
    // The line can arrive later than the response to the callback.
    if (deliveries.some(({ status }) => status === 204)) {
      await child.until(() => handled() > 0, 'the notification is logged')
    }
    const older = handled() > 0 && queues.includes(host) ? await control.sendPlanChange(overtaken) : []
    if (older.length > 0)
      await child.until(() => child.output.includes(skipped), 'the older change is skipped')
    await child.stop()
    const { notifyUrl } = control
    return { expectedUrl, notifyUrl, deliveries, older, handled: handled(), output: child.output }
  } finally {
    await child.stop()
    await served.close()
  }
}

function handledIn(output: string): number {
  return output.split('\n').filter((line) => line.includes(`"plan_id":"${planId}"`)).length
}
