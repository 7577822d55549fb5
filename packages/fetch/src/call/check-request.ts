import type { Signer, Verifier } from '@wxdp/auth'
import type { Endpoint, OutgoingRequest } from '@wxdp/core'
import type { Outcome } from './outcome.ts'
import { type TimeLimit, within } from './within.ts'

/** Refuses an endpoint that expects another caller's signature. */
export function checkCaller(
  { caller: expected }: Pick<Endpoint<never, unknown>, 'caller'>,
  { caller, id }: Signer,
): Outcome<never> | undefined {
  if (caller === expected) return undefined
  const option = expected === 'mchid' ? 'mchid' : 'brandId'
  const message = `expected a signer made with ${option}; found one of the ${caller} ${id}. Nothing was sent.`
  return { kind: 'refused', code: 'FETCH_IDENTITY', message }
}

/** Refuses a field that was encrypted with a key unknown to the verifier: WeChat Pay signs its response with that key. */
export async function checkSerial(
  { headers }: OutgoingRequest,
  { keyring }: Verifier,
  timeLimit: TimeLimit,
): Promise<Outcome<never> | undefined> {
  const serialNo = headers['Wechatpay-Serial']
  if (serialNo === undefined) return undefined
  const late = `the keyring did not find the key ${serialNo} within ${timeLimit.time} ms; nothing was sent.`
  const result = await within(async () => keyring.find(serialNo), { ...timeLimit, late })
  if (result.kind !== 'done') return result
  if (result.value) return undefined
  const message = `a field is encrypted with the key ${serialNo}, which the verifier does not have; nothing was sent.`
  return { kind: 'refused', code: 'FETCH_SERIAL_UNKNOWN', message }
}
