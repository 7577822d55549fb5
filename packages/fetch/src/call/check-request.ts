import { startDeadline } from '@wxdp/bounds'
import type { Endpoint } from '@wxdp/core'
import type { Settings } from './options.ts'
import type { Refusal } from './outcome.ts'

/** Refuses an endpoint that does not take this signer's signature. */
export function checkCaller(
  { signer }: Settings,
  { caller }: Pick<Endpoint<never, unknown>, 'caller'>,
): Refusal | undefined {
  if (signer.caller === caller) return undefined
  const expected = caller === 'mchid' ? 'mchid' : 'brandId'
  return {
    kind: 'refused',
    code: 'FETCH_IDENTITY',
    message: `expected a signer made with ${expected}; found one of the ${signer.caller} ${signer.id}. Nothing was sent.`,
  }
}

/** Refuses a field encrypted with a key that the verifier does not have: the response could not be verified. */
export async function checkSerial(
  { verifier }: Settings,
  serialNo: string,
  { time, signal: outer }: { readonly time: number; readonly signal: AbortSignal | undefined },
): Promise<Refusal | undefined> {
  const late = new Error(`no key within ${time} ms`)
  const { race, dispose } = startDeadline(time, () => late, outer)
  try {
    if (await race(Promise.resolve(verifier.keyring.find(serialNo)))) return undefined
    const message = `a field is encrypted with the key ${serialNo}, which the verifier does not have; nothing was sent.`
    return { kind: 'refused', code: 'FETCH_SERIAL_UNKNOWN', message }
  } catch (error) {
    if (outer?.aborted) return { kind: 'aborted', reason: outer.reason }
    if (error !== late) return { kind: 'failed', error }
    const message = `the keyring did not find the key ${serialNo} within ${time} ms; nothing was sent.`
    return { kind: 'unreachable', code: 'FETCH_TIMEOUT', message }
  } finally {
    dispose()
  }
}
