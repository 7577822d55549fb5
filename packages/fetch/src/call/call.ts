import { quietly } from '@wxdp/bounds'
import { type AttemptRecord, type Endpoint, toRequest } from '@wxdp/core'
import { acquire } from './acquire.ts'
import { attempt } from './attempt.ts'
import { checkCaller, checkSerial } from './check-request.ts'
import { requireTime, type Settings } from './options.ts'
import { toRecord } from './record.ts'
import { retryAfter } from './retry.ts'
import { settle } from './settle.ts'
import { within } from './within.ts'

export interface CallOptions {
  /** Ends the call at once. Its reason is thrown unchanged. */
  readonly signal?: AbortSignal
  /** Time limit of one attempt, in milliseconds. Default: the client's. */
  readonly timeout?: number
  /** Time limit of the call with all its attempts and pauses, in milliseconds. Default: the client's. */
  readonly deadline?: number
}

/** Makes the request once, and attempts it until an outcome is final. */
export async function call<Input, Output>(
  settings: Settings,
  endpoint: Endpoint<Input, Output>,
  { input, signal, ...limits }: CallOptions & { readonly input: NoInfer<Input> },
): Promise<Output> {
  const { signer, verifier, hosts, observe, clock, random, wait, sandbox } = settings
  const { name, retry } = endpoint
  const attempts: AttemptRecord[] = []
  const ended = { endpoint: name, attempts }
  const wrongCaller = checkCaller(endpoint, signer)
  if (wrongCaller) return settle(wrongCaller, ended)
  const request = toRequest(endpoint, input, { sandbox })
  const timeout = requireTime('timeout', limits.timeout ?? settings.timeout)
  const end = clock() + requireTime('deadline', limits.deadline ?? settings.deadline)
  // A timer may fire 1 ms late and use up the time. The attempt after it still gets 1 ms.
  const timeLeft = (): number => Math.max(1, end - clock())
  signal?.throwIfAborted()
  const wrongSerial = await checkSerial(request, verifier, { time: Math.min(timeout, timeLeft()), signal })
  if (wrongSerial) return settle(wrongSerial, ended)
  const tried = new Set<string>()
  let pauses = 0

  for (;;) {
    signal?.throwIfAborted()
    const notSent = await acquire(endpoint, settings, { time: timeLeft(), signal })
    if (notSent) return settle(notSent, ended)
    const host = hosts.pick(retry !== 'never')
    tried.add(host)
    const time = Math.min(timeout, timeLeft())
    const started = clock()
    const outcome = await attempt(endpoint, request, { settings, host, time, signal })
    const record = toRecord(outcome, { host, durationMs: clock() - started })
    attempts.push(record)
    if (outcome.kind !== 'unreachable') {
      if (outcome.head) hosts.reached(host)
    } else if (time === timeout) {
      // If the deadline cut the time short, the time-out says nothing about the host.
      hosts.failed(host)
    }
    const pause = retryAfter(retry, outcome, {
      attemptsLeft: settings.attempts - attempts.length,
      timeLeft: end - clock(),
      hasOtherHost: tried.size < hosts.count,
      pauses,
      random,
    })
    const event = { ...record, endpoint: name, attempt: attempts.length, retryAfterMs: pause }
    void quietly(() => observe?.(event))
    if (pause === undefined) return settle(outcome, ended)
    if (pause > 0) {
      pauses += 1
      const rest = { time: timeLeft(), signal, late: 'The deadline of the call passed.' }
      const waited = await within(async (ending) => wait(pause, ending), rest)
      if (waited.kind === 'aborted') throw waited.reason
      if (waited.kind !== 'done') return settle(outcome, ended)
    }
  }
}
