// Asks WeChat Pay for coupons that were never confirmed, and confirms them. Run it from cron.
import { reconcileCoupons } from '@wxdp/fetch/coupon'
import { client, receive, users } from './coupons.ts'
import { connection } from './plans.ts'

const result = await reconcileCoupons({
  client,
  users: users(),
  // One coupon that cannot be confirmed must not end the run.
  onCoupon: ({ sent }) => receive(sent).catch((error) => console.error(sent.coupon_code, error)),
})
console.log(`Listed ${result.users} users; found ${result.unconfirmed} unconfirmed coupons.`)
for (const { user, error } of result.refused) console.error(user.openid, error.message)
await connection.quit()
