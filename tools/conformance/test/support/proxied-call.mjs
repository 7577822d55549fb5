// One call to a sandbox that only a proxy can reach. Prints what it returns, or why it fails.
import { createSigner, createVerifier } from '@wxdp/auth'
import { setNotifyUrl } from '@wxdp/core/partner'
import { createClient } from '@wxdp/fetch'

const { mchid, serialNo, privateKey, platformSerial, platformPublicKey } = JSON.parse(
  process.argv.at(-1) ?? '',
)
const client = createClient({
  signer: createSigner({ mchid, serialNo, privateKey }),
  verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox: true }),
  hosts: ['http://api.wechat.invalid'],
  sandbox: true,
  attempts: 1,
})
const input = { sp_mchid: mchid, notify_url: 'https://pay.example.com/wechatpay/plans' }
console.log(
  await client.call(setNotifyUrl, input).then(
    ({ notify_url }) => notify_url,
    (error) => error.message,
  ),
)
