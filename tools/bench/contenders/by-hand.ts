// A call as any user of fetch would write it: a Request with a time limit, both signatures, a Response read whole. No
// second host, no repeats, no bounds, nothing checked.
import type { Contender } from '../harness/contender.ts'
import {
  type Answer,
  isAnswer,
  method,
  payload,
  type SignatureHeaders,
  target,
  transport,
} from './messages.ts'

export interface Hand {
  /** The value of the Authorization header. */
  authorize(): string | Promise<string>
  /** Throws where the signature is wrong. */
  verify(headers: SignatureHeaders, body: Uint8Array): void | Promise<void>
}

const timeout = 10_000
const text = new TextDecoder()

export function byHand(
  crypto: string,
  answer: Answer,
  { authorize, verify }: Hand,
  role: Contender['role'] = 'limit',
): Contender {
  const send = transport(answer)
  return {
    name: `bare ${crypto} and fetch by hand`,
    role,
    async run() {
      const request = new Request(`https://api.mch.weixin.qq.com${target}`, {
        method,
        headers: {
          Accept: 'application/json',
          'Content-Type': 'application/json',
          Authorization: await authorize(),
        },
        body: JSON.stringify(payload),
        signal: AbortSignal.timeout(timeout),
      })
      const response = await send(request)
      const body = new Uint8Array(await response.arrayBuffer())
      const header = (name: string): string => response.headers.get(name) ?? ''
      await verify(
        {
          'wechatpay-timestamp': header('wechatpay-timestamp'),
          'wechatpay-nonce': header('wechatpay-nonce'),
          'wechatpay-signature': header('wechatpay-signature'),
          'wechatpay-serial': header('wechatpay-serial'),
        },
        body,
      )
      return JSON.parse(text.decode(body))
    },
    right: isAnswer,
  }
}
