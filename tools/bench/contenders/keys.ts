// The keys of both sides, as the contenders name them.
import { keys as all } from '@wxdp-internal/fixtures'

export { apiV3Key, utf8 } from '@wxdp-internal/fixtures'
export { derOf, text } from '../../conformance/suite/support/bytes.ts'
export const keys = { certificate: all.merchant.certificate }
export const { mchid, serialNo, privateKey, publicKey } = all.merchant
export const platformSerial: string = all.platform.serialNo
