import { decryptField, importPrivateKey } from '@wxdp/auth'
import { keys } from '@wxdp-internal/fixtures'
import type { Check } from '../kit/check.ts'
import { stage } from '../kit/stage.ts'

const check: Check = async ({ selfTest }, report) => {
  const { box, settings } = await stage()
  const message = '你好，微信支付'
  report.same(await selfTest?.(settings, message), message, 'The message that comes back')
  const request = box.control.requests.at(-1)
  const { encrypted_echo_message: ciphertext } = JSON.parse(request?.body || '{}') as Record<string, unknown>
  report.holds(typeof ciphertext === 'string', 'encrypted_echo_message is not sent.')
  if (typeof ciphertext !== 'string') return
  const opened = await decryptField(await importPrivateKey(keys.platform.privateKey), ciphertext).catch(
    () => undefined,
  )
  report.same(opened, message, 'What encrypted_echo_message opens to')
}
export default check
