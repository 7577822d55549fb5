/** The output of the example in both languages. */
const english = {
  made: 'A coupon with its batch is created, and a plan delivers it',
  taken: 'A user gets a coupon: callback, own voucher, confirmation, response',
  twice: 'The same callback comes again',
  failing: 'Another coupon, and the confirmation fails: the callback is refused',
  again: 'WeChat Pay sends the callback again ten seconds later',
  lostResponse: 'Another coupon. It is confirmed, but the response is lost: the client repeats the call',
  lostCallbacks: 'Another coupon, while the server is away: after nine hours, WeChat Pay gives up',
  reconciled: 'The regular job finds it and confirms it',
  redeemed: 'The user pays with the first coupon; the call is repeated, as after a crash',
  other: 'Another order with the same coupon is refused',
  returned: 'The order is refunded, and the coupon can be used again',
  ended: 'The batch is ended. The coupons that users have stay valid',
  voucher: 'own voucher',
  coupon: 'at WeChat Pay',
  none: 'none',
  done: 'Every coupon was confirmed exactly once.',
}

const chinese: typeof english = {
  made: '创建商品券和批次，由投放计划发放',
  taken: '用户领到一张券：回调，发放自己的权益，确认，应答',
  twice: '同一条回调再次到达',
  failing: '又一张券，确认失败，回调应答失败',
  again: '十秒后，微信支付重发回调',
  lostResponse: '又一张券。确认成功，但应答丢失，客户端重试',
  lostCallbacks: '又一张券，此时服务不可用：九小时后微信支付停止重发',
  reconciled: '定时任务找到这张券并确认',
  redeemed: '用户用第一张券付款；像崩溃之后那样再调用一次',
  other: '另一个订单使用同一张券，被拒绝',
  returned: '订单退款，券可以再次使用',
  ended: '批次失效，用户手中的券仍然有效',
  voucher: '自己的权益',
  coupon: '微信支付',
  none: '无',
  done: '每张券都只确认了一次。',
}

export type Texts = typeof english

/** Returns the Chinese texts for a language tag that starts with `zh`, and the English ones otherwise. */
export function textsFor(language: string | undefined): Texts {
  return language?.toLowerCase().startsWith('zh') ? chinese : english
}
