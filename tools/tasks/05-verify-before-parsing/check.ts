import type { Check } from '../kit/check.ts'
import { receives } from '../kit/receives.ts'
import { webReceiver } from '../kit/web.ts'

const check: Check = ({ createCallbackHandler }, report) =>
  receives(webReceiver(createCallbackHandler), report)
export default check
