import type { Text } from '../language/language.ts'
import type { Reply } from './post.ts'
import type { CallbackKind } from './signed-callbacks.ts'

/** Whether a receiver did the right thing, and what WeChat Pay would do next. */
export interface Judgement {
  readonly isRight: boolean
  readonly text: Text
}

/** Judges the response to a callback. Page 4016168699: 200 and 204 accept it, and 4xx and 5xx refuse it. */
export function judge(kind: CallbackKind, reply: Reply): Judgement {
  // WeChat Pay sends nothing but its own notifications again.
  const { en: then, zh: thenZh } =
    kind === 'notification' || kind === 'duplicate' ? again : { en: '', zh: '' }
  if ('error' in reply) {
    const why =
      reply.error === 'ETIMEDOUT'
        ? { en: 'No response within five seconds.', zh: '五秒内没有应答。' }
        : { en: 'No response.', zh: '没有应答。' }
    return wrong(`${why.en} ${then}`.trim(), `${why.zh}${thenZh}`)
  }
  const { status } = reply
  const isAccepted = status === 200 || status === 204
  const isRefused = status >= 400
  if (kind === 'notification' || kind === 'duplicate') {
    if (isAccepted) return right('Accepted.', '已接受。')
    if (isRefused) return wrong(`Refused. ${again.en}`, `被拒绝。${again.zh}`)
    return wrong(`Only 200 and 204 accept it. ${again.en}`, `只有 200 和 204 表示接受。${again.zh}`)
  }
  if (isRefused) return right('Refused, as it must be.', '已拒绝，符合要求。')
  const { en, zh } = dangers[kind]
  return wrong(en, zh)
}

const again: Text = {
  en: 'WeChat Pay would send it again: after 1 s, twice after 2 s, then every minute and every five minutes, for three hours.',
  zh: '微信支付会重复发送：1 秒后一次，2 秒后两次，之后每分钟、每五分钟一次，持续约三小时。',
}

const dangers: Readonly<Record<Exclude<CallbackKind, 'notification' | 'duplicate'>, Text>> = {
  probe: {
    en: 'A wrong signature was not refused. WeChat Pay sends such probes to find receivers that do not verify.',
    zh: '没有拒绝错误的签名。微信支付用签名探测流量检查商户是否验签。',
  },
  forged: {
    en: 'A forged callback was not refused: anybody can make up changes of plans. Verify the signature first.',
    zh: '没有拒绝伪造的回调：任何人都可以伪造计划变更。请先验签。',
  },
  stale: {
    en: 'A callback of ten minutes ago was not refused: whoever has recorded one can send it again. Check Wechatpay-Timestamp.',
    zh: '没有拒绝十分钟前的回调：任何人录下后都可以重放。请检查 Wechatpay-Timestamp。',
  },
}

const right = (en: string, zh: string): Judgement => ({ isRight: true, text: { en, zh } })
const wrong = (en: string, zh: string): Judgement => ({ isRight: false, text: { en, zh } })
