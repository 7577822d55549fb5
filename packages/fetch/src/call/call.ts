import { type AttemptRecord, type Endpoint, toRequest } from '@wxdp/core'
import { acquire } from './acquire.ts'
import { attempt } from './attempt.ts'
import { checkCaller, checkSerial } from './check-request.ts'
import { notifyObserver } from './observe.ts'
import { requireTime, type Settings } from './options.ts'
import { toRecord } from './record.ts'
import { retryAfter } from './retry.ts'
import { settle } from './settle.ts'

export interface CallOptions {
  /** Ends the call at once; its reason is thrown as it is. */
  readonly signal?: AbortSignal
  /** For one attempt of this call, in milliseconds. */
  readonly timeout?: number
  /** For this call, all attempts and waits included, in milliseconds. */
  readonly deadline?: number
}

/** One call: makes the request once, then attempts it until an outcome is final, or time or attempts run out. */
export async function call<Input, Output>(
  settings: Settings,
  endpoint: Endpoint<Input, Output>,
  input: NoInfer<Input>,
  options: CallOptions,
): Promise<Output> {
  const { signer, hosts, limiter, observe, clock, random, wait, sandbox } = settings
  const { name, retry, limit, method, path } = endpoint
  const { signal } = options
  const wrongCaller = checkCaller(settings, endpoint)
  if (wrongCaller) return settle(name, wrongCaller, [])
  const request = toRequest(endpoint, input, { sandbox })
  const timeout = requireTime('timeout', options.timeout ?? settings.timeout)
  const end = clock() + requireTime('deadline', options.deadline ?? settings.deadline)
  // At least 1 ms: a timer may fire up to that early.
  const timeLeft = (): number => Math.max(1, end - clock())
  signal?.throwIfAborted()
  const serialNo = request.headers['Wechatpay-Serial']
  const wrongSerial = serialNo && (await checkSerial(settings, serialNo, { time: timeout, signal }))
  if (wrongSerial) return settle(name, wrongSerial, [])
  const attempts: AttemptRecord[] = []
  const tried = new Set<string>()
  let pauses = 0

  for (;;) {
    signal?.throwIfAborted()
    if (limiter && limit) {
      const key = `${signer.id} ${method} ${path}`
      const held = await acquire(limiter, key, { perSecond: limit.perSecond, time: timeLeft(), signal })
      if (held) return settle(name, held, attempts)
    }
    const host = hosts.pick(retry !== 'never')
    tried.add(host)
    const time = Math.min(timeout, timeLeft())
    const started = clock()
    const outcome = await attempt(settings, endpoint, request, { host, time, signal })
    if (outcome.kind !== 'unreachable') {
      if (outcome.head) hosts.answered(host)
    } else if (time === timeout) {
      // A time that the deadline has cut short says nothing about the host.
      hosts.failed(host)
    }

    const record = toRecord(outcome, { host, durationMs: clock() - started })
    attempts.push(record)
    const pause =
      attempts.length < settings.attempts
        ? retryAfter(retry, outcome, { hasOther: tried.size < hosts.count, pauses, random })
        : undefined
    // 1 ms: less than a timer can measure is no time for an attempt.
    const again = pause !== undefined && end - clock() > pause + 1
    if (observe) {
      const retryAfterMs = again ? pause : undefined
      void notifyObserver(observe, { ...record, endpoint: name, attempt: attempts.length, retryAfterMs })
    }
    if (!again) return settle(name, outcome, attempts)
    if (pause > 0) {
      pauses += 1
      await wait(pause, signal)
    }
  }
}
