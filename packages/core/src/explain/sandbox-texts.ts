import type { CodeText } from './text.ts'

/** The codes of `@wxdp/sandbox`. One row per code. */
export const sandboxTexts: Readonly<Record<string, CodeText>> = {
  SANDBOX_OPTION_INVALID: {
    en: ['An option or argument of @wxdp/sandbox is missing or wrong.', 'Correct it as the message says.'],
    zh: ['@wxdp/sandbox 的选项或参数缺失或有误。', '请按原始信息修改。'],
  },
  SANDBOX_PRIVATE_KEY_MISSING: {
    en: [
      'The caller brought a key of its own, and the sandbox knows only its public half.',
      'Pass the private key: clientOptions({ privateKey }).',
    ],
    zh: ['调用方使用自己的密钥，沙箱只有其中的公钥。', '请传入私钥：clientOptions({ privateKey })。'],
  },
  SANDBOX_PLAN_UNKNOWN: {
    en: [
      'The sandbox has no plan with this id.',
      'Create the plan first, in the same sandbox, and use the plan_id of the response.',
    ],
    zh: ['沙箱中没有该投放计划。', '请先在同一个沙箱中创建，并使用应答中的 plan_id。'],
  },
  SANDBOX_COUPON_UNKNOWN: {
    en: [
      "The sandbox has no coupon, no batch and no user's coupon with this id.",
      'Use the product_coupon_id, the stock_id or the coupon_code that this sandbox has returned.',
    ],
    zh: [
      '沙箱中没有该商品券、批次或用户商品券。',
      '请使用同一个沙箱返回的 product_coupon_id、stock_id 或 coupon_code。',
    ],
  },
  SANDBOX_STEP_IMPOSSIBLE: {
    en: [
      'The state of the plan or of the coupon does not allow this step, or a limit is reached. Nothing was changed.',
      'Take the steps in the order of the life cycle: a new plan, for example, is approved before it is exhausted.',
    ],
    zh: [
      '投放计划或券的当前状态不允许这一步，或者已达到上限，状态没有改变。',
      '请按生命周期的顺序操作，例如新计划须先审核通过（approve），库存才会耗尽（exhaust）。',
    ],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4016402231',
  },
  SANDBOX_NOTIFY_URL_MISSING: {
    en: [
      'The owner of the plan has not set a callback URL.',
      'Call setNotifyUrl first: of @wxdp/core/partner as the service provider, of @wxdp/core/brand as the brand. For coupons, call setCouponNotifyUrl.',
    ],
    zh: [
      '投放计划的所有者尚未设置回调地址。',
      '请先调用 setNotifyUrl：服务商用 @wxdp/core/partner，品牌用 @wxdp/core/brand。商品券则调用 setCouponNotifyUrl。',
    ],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4016184598',
  },
  SANDBOX_CALLBACK_UNKNOWN: {
    en: [
      'The sandbox has sent no callback with this id, or has forgotten it: it keeps the newest 1,000.',
      'Take the id from control.callbacks.',
    ],
    zh: [
      '沙箱没有发送过该 ID 的回调，或者已不再保留：只保留最近 1,000 条。',
      '请从 control.callbacks 中取得 ID。',
    ],
  },
  SANDBOX_CAUSE_UNKNOWN: {
    en: ['WeChat Pay does not document this number.', 'Use a number from the page below.'],
    zh: ['微信支付文档中没有该编号。', '请使用下列页面中的编号。'],
    page: 'https://pay.weixin.qq.com/doc/v3/partner/4023148504',
  },
  SANDBOX_EXPECTATION_FAILED: {
    en: [
      'A test expected something of the sandbox that was not so.',
      'The message shows what was expected and what was found; the newest requests or callbacks say why.',
    ],
    zh: ['测试对沙箱的断言不成立。', '信息中列出期望值与实际值；最近的请求或回调会说明原因。'],
  },
  SANDBOX_HOST_REFUSED: {
    en: [
      "The sandbox's page was opened under a host name that is neither loopback nor allowed. A web page elsewhere could have made that name lead here.",
      'Open it as http://127.0.0.1:PORT/. If another name is meant, pass it as allowedHosts to serveSandbox or createSandboxPage.',
    ],
    zh: [
      '打开沙箱页面所用的主机名既不是本机地址，也不在允许范围内。其他网页可能让该域名指向本机（DNS 重绑定）。',
      '请用 http://127.0.0.1:端口/ 打开。如确需其他主机名，请通过 serveSandbox 或 createSandboxPage 的 allowedHosts 传入。',
    ],
  },
  SANDBOX_ORIGIN_REFUSED: {
    en: [
      "A web page elsewhere called the sandbox's control.",
      "Use the sandbox's own page, or a program that is not a browser.",
    ],
    zh: ['其他网页调用了沙箱的控制接口。', '请使用沙箱自己的页面，或浏览器以外的程序。'],
  },
  SANDBOX_REQUEST_INVALID: {
    en: [
      "The body of a request to the sandbox's control is not a JSON object, or is too large.",
      'Send a JSON object of at most 64 KiB with Content-Type: application/json.',
    ],
    zh: [
      '发给沙箱控制接口的请求体不是 JSON 对象，或者过大。',
      '请发送不超过 64 KiB 的 JSON 对象，并设置 Content-Type: application/json。',
    ],
  },
  SANDBOX_NOT_FOUND: {
    en: [
      "The sandbox's control has nothing at this path, or has forgotten it: of requests it keeps the newest 1,000.",
      'Take ids from the lists of the control.',
    ],
    zh: [
      '沙箱控制接口中没有该路径，或者记录已不再保留：请求只保留最近 1,000 条。',
      '请从控制接口的列表中取得 ID。',
    ],
  },
  SANDBOX_STATE_INVALID: {
    en: [
      'What the sandbox was to go on from is not what it saved, or was changed since.',
      'Begin without it: leave out state, or delete the file of wxdp sandbox --state.',
    ],
    zh: [
      '要恢复的沙箱状态不是由沙箱保存的，或者已损坏。',
      '请不带状态重新开始：去掉 state，或删除 wxdp sandbox --state 的文件。',
    ],
  },
  SANDBOX_STATE_VERSION: {
    en: [
      'The state of the sandbox was saved by a version that saves in another form.',
      'Use the version of @wxdp/sandbox that saved it, or begin without it.',
    ],
    zh: ['沙箱状态是由格式不同的版本保存的。', '请使用保存该状态的 @wxdp/sandbox 版本，或不带状态重新开始。'],
  },
}
