// WeChat Pay's side, with the sample key.
import { createVerifier, type Verifier } from '@wxdp/auth'
import { signMessage } from '@wxdp/auth/platform'
import { platformSerial, privateKey, publicKey, utf8 } from './fixtures.ts'

/** 2023-11-14T22:13:20Z; every clock of the suite stands there, so that no run depends on the time of day. */
export const second = 1_700_000_000
export const now = (): number => second * 1000

export const verifier: Verifier = createVerifier({ keys: { [platformSerial]: publicKey }, now })

/** Headers to put in place of the genuine ones; `undefined` leaves one out. */
export type Changes = Readonly<Record<string, string | undefined>>

export interface SignedOptions {
  readonly timestamp?: number
  readonly nonce?: string
  readonly changes?: Changes
}

/** The signature headers over a body, in lower case. */
export async function signed(
  body: string | Uint8Array,
  { changes, ...made }: SignedOptions = {},
): Promise<Record<string, string>> {
  const bytes = typeof body === 'string' ? utf8(body) : body
  const message = { body: bytes, serialNo: platformSerial, privateKey, timestamp: second, ...made }
  const headers: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(await signMessage(message))) headers[name.toLowerCase()] = value
  const kept = Object.entries({ ...headers, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return Object.fromEntries(kept)
}
