import type { Signer, Verifier } from '@wxdp/auth'
import type { OutgoingRequest } from '@wxdp/core'
import type { Fail } from '../errors.ts'

/**
 * Refuses a request that WeChat Pay could not accept from this signer, or whose answer could not be verified.
 *
 * @throws {FetchError} `FETCH_IDENTITY`, `FETCH_SERIAL_UNKNOWN`
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015407523}
 */
export async function checkRequest(
  { caller, id }: Signer,
  { keyring }: Verifier,
  { headers }: OutgoingRequest,
  wanted: 'mchid' | 'brand_id',
  fail: Fail,
): Promise<void> {
  if (caller !== wanted) {
    const message = `expected a signer made with ${wanted === 'mchid' ? 'mchid' : 'brandId'}; found one of the ${caller} ${id}. Nothing was sent.`
    throw fail('FETCH_IDENTITY', message)
  }
  const serialNo = headers['Wechatpay-Serial']
  if (serialNo !== undefined && !(await keyring.find(serialNo))) {
    const message = `a field is encrypted with the key ${serialNo}, which the verifier does not have; nothing was sent.`
    throw fail('FETCH_SERIAL_UNKNOWN', message)
  }
}
