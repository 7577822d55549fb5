import type { Check } from '../kit/check.ts'
import { receives } from '../kit/receives.ts'
import { stage } from '../kit/stage.ts'
import { appReceiver, serve } from '../kit/web.ts'

const check: Check = async ({ createApp }, report) => {
  const closers: (() => void)[] = []
  await receives(appReceiver(createApp, closers), report)
  const { settings } = await stage()
  const { origin, close } = await serve(await createApp?.(settings, { record: async () => {} }))
  closers.push(close)
  const order = await fetch(`${origin}/orders`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"id":"order-1"}',
  })
  report.same([order.status, await order.text()], [200, '{"received":"order-1"}'], 'POST /orders')
  for (const close of closers) close()
}
export default check
