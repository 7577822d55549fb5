// What all processes need to talk to WeChat Pay.
import { createSigner, createVerifier } from '@wxdp/auth'
import { createClient } from '@wxdp/fetch'

const required = [
  ...['MCHID', 'SERIAL_NO', 'PRIVATE_KEY', 'API_V3_KEY'],
  ...['PLATFORM_SERIAL', 'PLATFORM_PUBLIC_KEY', 'NOTIFY_URL'],
]
const missing = required.filter((name) => !process.env[name])
if (missing.length > 0) throw new Error(`Set ${missing.join(', ')} in the environment.`)

export const {
  MCHID = '',
  API_V3_KEY = '',
  NOTIFY_URL = '',
  REDIS_URL = 'redis://127.0.0.1:6379',
  BRAND_IDS = '',
} = process.env
const { SERIAL_NO = '', PRIVATE_KEY = '', PLATFORM_SERIAL = '', PLATFORM_PUBLIC_KEY = '' } = process.env
const { WECHATPAY_HOST: sandbox } = process.env

export const verifier = createVerifier({
  keys: { [PLATFORM_SERIAL]: PLATFORM_PUBLIC_KEY },
  sandbox: sandbox !== undefined,
})
export const clientOptions = {
  signer: createSigner({ mchid: MCHID, serialNo: SERIAL_NO, privateKey: PRIVATE_KEY }),
  verifier,
  ...(sandbox && { hosts: [sandbox], sandbox: true }),
}
export const client = createClient(clientOptions)
