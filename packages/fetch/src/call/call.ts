import { type AttemptRecord, type Endpoint, toRequest } from '@wxdp/core'
import { type Fail, FetchError } from '../errors.ts'
import { hold } from './limiter-contract.ts'
import { tell } from './observe.ts'
import { requireTime, type Settings } from './options.ts'
import { recordAttempt } from './record-attempt.ts'
import { isUnreachable, repeatAfter } from './retry.ts'

export interface CallOptions {
  /** Ends the call at once; its reason is thrown as it is. */
  readonly signal?: AbortSignal
  /** For one attempt of this call, in milliseconds. */
  readonly timeout?: number
  /** For this call, all attempts and waiting included, in milliseconds. */
  readonly deadline?: number
}

/** One call: the request is made once, then sent until an attempt decides it, or time or attempts are used up. */
export async function call<Input, Output>(
  settings: Settings,
  endpoint: Endpoint<Input, Output>,
  input: NoInfer<Input>,
  options: CallOptions,
): Promise<Output> {
  const { signer, hosts, limiter, observe, clock, random, wait, sandbox } = settings
  const { name, retry, limit, method, path } = endpoint
  const { signal } = options
  const request = toRequest(endpoint, input, { sandbox })
  const timeout = requireTime('timeout', options.timeout ?? settings.timeout)
  const end = clock() + requireTime('deadline', options.deadline ?? settings.deadline)
  const send = settings.fetch ?? globalThis.fetch
  const attempts: AttemptRecord[] = []
  const fail: Fail = (code, message, more) =>
    new FetchError(code, message, { ...more, endpoint: name, attempts })
  // A timer's grain may have taken the last of it.
  const timeLeft = (): number => Math.max(1, end - clock())
  const tried = new Set<string>()
  let pauses = 0

  for (;;) {
    signal?.throwIfAborted()
    if (limiter && limit) {
      const key = `${signer.id} ${method} ${path}`
      await hold(limiter, key, { perSecond: limit.perSecond, time: timeLeft(), signal, fail })
    }
    const host = hosts.pick(retry !== 'never')
    tried.add(host)
    const time = Math.min(timeout, timeLeft())
    const { result, aborted, headers, record } = await recordAttempt(
      { settings, send, host, time, signal, fail, attempts, seen: {}, caller: endpoint.caller },
      clock,
      endpoint,
      request,
    )
    const error = 'error' in result && !aborted ? result.error : undefined
    // A time that the deadline has cut short tells nothing of the host.
    if (isUnreachable(error)) {
      if (time === timeout) hosts.failed(host)
    } else if (headers) hosts.answered(host)

    attempts.push(record)
    const hasOther = tried.size < hosts.count
    const pause =
      attempts.length < settings.attempts
        ? repeatAfter(retry, { error, headers, hasOther, pauses, random })
        : undefined
    // Less than a timer's grain is no time.
    const again = pause !== undefined && end - clock() > pause + 1
    if (observe) {
      void tell(observe, {
        ...record,
        endpoint: name,
        attempt: attempts.length,
        retryAfterMs: again ? pause : undefined,
      })
    }
    if ('output' in result) return result.output
    if (!again) throw result.error
    if (pause > 0) {
      pauses += 1
      await wait(pause, signal)
    }
  }
}
