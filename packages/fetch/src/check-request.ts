import type { Signer, Verifier } from '@wxdp/auth'
import type { OutgoingRequest } from '@wxdp/core'
import { FetchError } from './errors.ts'

/**
 * Refuses a request that WeChat Pay could not accept from this signer, or whose answer could not be verified.
 *
 * @throws {FetchError} `FETCH_IDENTITY`, `FETCH_SERIAL_UNKNOWN`
 * @see {@link https://pay.weixin.qq.com/doc/brand/4015407523}
 */
export async function checkRequest(
  { scheme, id }: Signer,
  { keyring }: Verifier,
  { target, headers }: OutgoingRequest,
  endpoint: string,
): Promise<void> {
  const isBrands = target.startsWith('/brand/')
  if (scheme.includes('BRAND') !== isBrands) {
    const message = `this path is for a signer made with ${isBrands ? 'brandId' : 'mchid'}, but the signer is ${scheme} ${id}; nothing was sent.`
    throw new FetchError('FETCH_IDENTITY', message, { endpoint })
  }
  const serialNo = headers['Wechatpay-Serial']
  if (serialNo !== undefined && !(await keyring.find(serialNo))) {
    const message = `a field is encrypted with the key ${serialNo}, which the verifier does not have; nothing was sent.`
    throw new FetchError('FETCH_SERIAL_UNKNOWN', message, { endpoint })
  }
}
