import type { Check } from '../kit/check.ts'
import { stage } from '../kit/stage.ts'

const faults = ['unsigned', 'wrongSignature', 'stale', 'wrongSerial', 'probe', 'html'] as const

const url = 'https://pay.example.com/wechatpay/other'

const check: Check = async ({ setCallbackUrl }, report) => {
  const { box, settings } = await stage()
  report.same(await setCallbackUrl?.(settings, url), url, 'The URL that is returned')
  report.same(box.control.notifyUrl, url, 'The URL that WeChat Pay has')
  const sent = box.control.requests.length
  const refused = await settled(() => setCallbackUrl?.(settings, `${url}?shop=1`))
  report.holds(refused === 'rejected', 'A URL with a query is not refused.')
  report.same(box.control.requests.length, sent, 'Requests after a URL with a query')
  for (const fault of faults) {
    const { box, settings } = await stage()
    box.control.addFault({ fault })
    const outcome = await settled(() => setCallbackUrl?.(settings, url))
    report.holds(outcome === 'rejected', `A response that is ${fault} is believed.`)
  }
}
export default check

async function settled(call: () => unknown): Promise<'resolved' | 'rejected'> {
  try {
    await call()
    return 'resolved'
  } catch {
    return 'rejected'
  }
}
