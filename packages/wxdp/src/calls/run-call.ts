import { type Client, type ClientOptions, createClient } from '@wxdp/fetch'
import type { Screen } from '../terminal/screen.ts'
import { type SignedCall, toCurl } from './curl.ts'
import { describeAttempt } from './describe-attempt.ts'

export interface RunOptions {
  readonly options: ClientOptions
  readonly screen: Screen
  /** Ends the call. */
  readonly signal: AbortSignal
  /** Prints the signed request instead of sending it. */
  readonly isDryRun: boolean
  /** How the signed request is printed. */
  readonly toCommand?: (signed: SignedCall) => string
}

/** The client's call, with the signal of the program. */
export type Call = Client['call']

/**
 * Runs calls of one command.
 *
 * @param run Gets the options of the client, too, for what makes a client of its own.
 * @returns What `run` returns; `undefined` if the request was only printed
 */
export async function runCall<T>(
  { options, screen, signal, isDryRun, toCommand = toCurl }: RunOptions,
  run: (call: Call, options: ClientOptions) => Promise<T>,
): Promise<T | undefined> {
  let signed: SignedCall | undefined
  const own: ClientOptions = {
    ...options,
    ...(screen.isVerbose && !isDryRun && { observe: (event) => screen.note(describeAttempt(event)) }),
    ...(isDryRun && {
      attempts: 1,
      // Exactly what would be sent, and then no transport.
      fetch: (url, init) => {
        signed = { url, init }
        return Promise.reject(new Error('dry run'))
      },
    }),
  }
  const client = createClient(own)
  try {
    return await run((endpoint, input, more) => client.call(endpoint, input, { signal, ...more }), own)
  } catch (error) {
    if (!signed) throw error
    screen.note(
      screen.say({
        en: 'Not sent. Whoever has this signature can send this request within five minutes: do not share it.',
        zh: '未发送。五分钟内，任何拿到该签名的人都可以发送此请求，请勿外传。',
      }),
    )
    screen.print(toCommand(signed))
    return undefined
  }
}
