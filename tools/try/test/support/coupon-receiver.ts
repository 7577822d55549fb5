// The receiver of examples/coupons as a process of its own, which kills itself at the step that DIE_AT names.
import { createSigner, createVerifier } from '@wxdp/auth'
import { createClient } from '@wxdp/fetch'
import { createCoupons } from '../../../../examples/coupons/coupons.ts'
import { serveCoupons } from '../../../../examples/coupons/server.ts'
import { openVouchers, type Vouchers } from '../../../../examples/coupons/vouchers.ts'

/** In the order of a coupon's way. */
export const steps = [
  /** The callback is verified, and nothing is done. */
  'called',
  /** The voucher is issued, and the coupon is not confirmed. */
  'issued',
  /** It is confirmed, and the voucher is not usable. */
  'confirmed',
  /** All is done, and WeChat Pay has no response. */
  'usable',
] as const
export type Step = (typeof steps)[number]

const { MCHID = '', SERIAL_NO = '', PRIVATE_KEY = '', API_V3_KEY = '', VOUCHERS = '', DIE_AT } = process.env
const { PLATFORM_SERIAL = '', PLATFORM_PUBLIC_KEY = '', WECHATPAY_HOST = '' } = process.env

function reach(step: Step): void {
  if (step === DIE_AT) process.kill(process.pid, 'SIGKILL')
}

if (VOUCHERS) {
  const kept = openVouchers(VOUCHERS)
  const vouchers: Vouchers = {
    find: kept.find,
    async issue(coupon) {
      reach('called')
      await kept.issue(coupon)
      reach('issued')
    },
    async change(...change) {
      reach('confirmed')
      await kept.change(...change)
      reach('usable')
    },
  }
  const verifier = createVerifier({ keys: { [PLATFORM_SERIAL]: PLATFORM_PUBLIC_KEY }, sandbox: true })
  const signer = createSigner({ mchid: MCHID, serialNo: SERIAL_NO, privateKey: PRIVATE_KEY })
  const client = createClient({ signer, verifier, hosts: [WECHATPAY_HOST], sandbox: true })
  const { url } = await serveCoupons({ verifier, apiV3Key: API_V3_KEY }, createCoupons(client, vouchers))
  console.log(`Callback URL: ${url}`)
}
