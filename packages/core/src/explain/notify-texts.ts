import type { CodeText } from './text.ts'

/** The codes of `@wxdp/notify`. One row per code. */
export const notifyTexts: Readonly<Record<string, CodeText>> = {
  // The request
  NOTIFY_SOURCE: {
    en: [
      'The callback comes from an address that sourceCheck does not allow.',
      'If it is genuine, correct how sourceCheck finds the address behind your proxy, or leave sourceCheck out: the signature is verified in any case.',
    ],
    zh: [
      '回调的来源 IP 不在 sourceCheck 允许的范围内。',
      '如果确实来自微信支付，请修正 sourceCheck 在代理之后取得来源 IP 的方式，或不使用 sourceCheck：无论如何都会验签。',
    ],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4012082570',
  },
  NOTIFY_METHOD: {
    en: ['The request is not a POST.', 'Nothing to do: WeChat Pay sends callbacks by POST only.'],
    zh: ['请求方法不是 POST。', '无需处理：微信支付的回调只使用 POST。'],
  },
  NOTIFY_CONTENT_TYPE: {
    en: ['The body is not JSON.', 'Check that your proxy does not change the Content-Type.'],
    zh: ['请求体不是 JSON。', '请检查代理是否改动了 Content-Type。'],
  },
  NOTIFY_BODY_CONSUMED: {
    en: [
      'Something read or parsed the body before the handler, so the signature cannot be verified.',
      'Mount the handler before any body parser, or pass it the raw bytes.',
    ],
    zh: [
      '请求体在处理之前已被读取或解析，无法验签。',
      '请把处理函数放在所有 body parser 之前，或传入原始字节。',
    ],
  },
  NOTIFY_EVENT_INVALID: {
    en: [
      'The function was called with something that is not an HTTP request in the form of a known platform.',
      'Pass the event on as it comes, and call the handler only for HTTP requests. The error says what it found.',
    ],
    zh: [
      '云函数收到的事件不是任何已知平台的 HTTP 请求。',
      '请原样传入事件，并且只在 HTTP 请求触发时调用处理函数。错误信息中有实际收到的字段名。',
    ],
  },
  NOTIFY_BODY_TOO_LARGE: {
    en: ['The body is larger than maxBytes.', 'Nothing to do: callbacks of WeChat Pay are much smaller.'],
    zh: ['请求体超过 maxBytes。', '无需处理：微信支付的回调报文远小于该上限。'],
  },
  NOTIFY_BODY_INCOMPLETE: {
    en: [
      'The body was not received completely or in time.',
      'WeChat Pay sends the callback again. If it happens often, check the network and the proxy.',
    ],
    zh: ['请求体没有完整或及时到达。', '微信支付会重新发送；如果频繁出现，请检查网络和代理。'],
  },

  // Handling
  NOTIFY_IN_PROGRESS: {
    en: [
      'Another delivery of the same notification is being handled.',
      'Nothing to do: WeChat Pay sends it again, and gets the result then.',
    ],
    zh: ['同一通知正在处理中。', '无需处理：微信支付会重新发送，届时返回处理结果。'],
  },
  NOTIFY_HANDLER_FAILED: {
    en: [
      'onNotification failed. WeChat Pay sends the notification again.',
      'Correct the error of your function; see the cause below.',
    ],
    zh: ['onNotification 抛出了异常；微信支付会重新发送该通知。', '请修复该函数的错误，原因见下。'],
  },
  NOTIFY_DEADLINE: {
    en: [
      'The notification was not handled in time.',
      'Put long work on a durable queue: WeChat Pay expects the response within 5 seconds.',
    ],
    zh: ['未能在限定时间内处理完通知。', '请把耗时的工作放进持久化队列：微信支付要求 5 秒内应答。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4012082570',
  },
  NOTIFY_SETTINGS_FAILED: {
    en: [
      'The settings of the handler could not be loaded, or are invalid.',
      'Correct the function that returns them; see the cause below. The next callback tries again.',
    ],
    zh: ['处理函数的配置加载失败或有误。', '请修正返回配置的函数，原因见下；下一次回调会重新加载。'],
  },

  // The inbox
  NOTIFY_INBOX_FULL: {
    en: [
      'The inbox holds as many notifications in progress as it may.',
      'Handle notifications faster, or raise the capacity of the inbox.',
    ],
    zh: ['收件箱（inbox，即通知去重记录）中处理中的通知已达上限。', '请加快处理，或调大收件箱容量。'],
  },
  NOTIFY_INBOX_UNAVAILABLE: {
    en: [
      "The inbox's store failed or did not respond in time. WeChat Pay sends the notification again.",
      'Check the store (Redis, Durable Object); see the cause below.',
    ],
    zh: [
      '收件箱（inbox，即通知去重记录）的存储出错或超时；微信支付会重新发送该通知。',
      '请检查存储（Redis、Durable Object），原因见下。',
    ],
  },

  // The queue
  NOTIFY_QUEUE_UNAVAILABLE: {
    en: [
      'The queue did not take the notification. WeChat Pay sends it again.',
      'Check the queue and its connection; see the cause below.',
    ],
    zh: ['通知未能写入队列；微信支付会重新发送该通知。', '请检查队列及其连接，原因见下。'],
  },
  NOTIFY_QUEUE_MESSAGE: {
    en: [
      'A message of the queue is not a notification of this package, is damaged, or is of a newer version. It is among the dead letters.',
      'Put nothing else on this queue. If the version is newer, update the consumer; then replay the message.',
    ],
    zh: [
      '队列中的消息不是本包写入的通知，或已损坏，或版本更新；该消息已进入死信。',
      '该队列请勿写入其他消息；如果是版本更新，请先升级消费者，再重放该消息。',
    ],
  },
  NOTIFY_QUEUE_REJECTED: {
    en: [
      'Your function said that no attempt can succeed. The notification is among the dead letters.',
      'Correct what the message names; then replay the notification.',
    ],
    zh: ['处理函数表明重试不会成功；该通知已进入死信。', '请按原始信息修正，再重放该通知。'],
  },
  NOTIFY_PLAN_BUSY: {
    en: ['Another change of the same plan is being applied.', 'Nothing to do: the queue delivers it again.'],
    zh: ['同一投放计划的另一个变更正在处理中。', '无需处理：队列会重新投递。'],
  },
  NOTIFY_PLANS_UNAVAILABLE: {
    en: [
      'The store that keeps the order of the plans failed. The queue delivers the notification again.',
      'Check the store (Redis, Durable Object); see the cause below.',
    ],
    zh: [
      '保存投放计划顺序的存储出错；队列会重新投递该通知。',
      '请检查存储（Redis、Durable Object），原因见下。',
    ],
  },
  NOTIFY_LEASE_EXCEEDED: {
    en: [
      'onNotification took longer than the lease, and another change of the same plan was begun meanwhile.',
      'Make lease longer than your function ever takes, and check which change of the plan was stored last.',
    ],
    zh: [
      'onNotification 的执行时间超过 lease，同一投放计划的另一个变更已开始处理。',
      '请将 lease 设为大于该函数的最长执行时间，并核对该计划最后保存的变更。',
    ],
  },
  NOTIFY_DEAD_LETTER_MISSING: {
    en: [
      'No dead letter has the id that is to be replayed.',
      'Check the id. It may have been replayed already, or its time may be over.',
    ],
    zh: ['没有找到要重放的死信。', '请核对通知 ID；它可能已经重放，或已超过保留时间。'],
  },
  NOTIFY_OPTION_INVALID: {
    en: ['An option of @wxdp/notify is missing or wrong.', 'Correct it as the message says.'],
    zh: ['@wxdp/notify 的选项缺失或有误。', '请按原始信息修改。'],
  },
}
