/** What `explain` says about a rule of an issue. */
export interface RuleText {
  /** Remedy in English. Absent where the message of the issue, which states the rule in English, has it already. */
  readonly en?: string
  readonly zh: readonly [meaning: string, remedy: string]
}

/** The rules that issues name. One row per rule. The Chinese meaning has no full stop, since details may follow. */
export const ruleTexts: Readonly<Record<string, RuleText>> = {
  // Which fields
  required: {
    en: 'Add the field.',
    zh: [
      '缺少必填字段',
      '请补上该字段；是否必填可能取决于其他字段，例如 usage_mode、reuse_coupon_config、scope、type。',
    ],
  },
  forbidden: {
    en: 'Leave the field out.',
    zh: [
      '不允许传该字段',
      '请去掉该字段；是否允许取决于其他字段，例如 usage_mode、reuse_coupon_config、scope、type。',
    ],
  },
  unknown_field: {
    en: 'Check its spelling, or leave it out.',
    zh: ['没有这个字段', '请检查拼写，或去掉该字段。'],
  },
  no_change: { zh: ['没有修改任何字段', '请在 modify_content 中至少填写一个字段。'] },
  one_serial: { zh: ['同一请求的敏感字段使用了不同的密钥加密', '请用同一个密钥重新加密全部敏感字段。'] },

  // Types
  string: { en: 'Pass a string.', zh: ['应为字符串', '请传字符串。'] },
  number: { en: 'Pass a number, without quotation marks.', zh: ['应为数字', '请传数字，不要加引号。'] },
  boolean: { en: 'Pass true or false.', zh: ['应为布尔值', '请传 true 或 false。'] },
  object: { en: 'Pass an object.', zh: ['应为对象', '请传对象。'] },
  array: { en: 'Pass an array.', zh: ['应为数组', '请传数组。'] },
  text: {
    en: 'Pass a value of one of these types.',
    zh: ['路径或查询字段应为字符串、数字或布尔值', '请传这几种类型的值。'],
  },
  json: { en: 'Pass a value that JSON can express.', zh: ['该值无法用 JSON 表示', '请传 JSON 支持的值。'] },
  no_null: { zh: ['不允许为 null', '没有值时请去掉该字段。'] },
  depth: { en: 'Pass a value with fewer levels.', zh: ['嵌套过深或存在循环引用', '请减少嵌套层级。'] },

  // Values
  picklist: { en: 'Pass one of these values.', zh: ['取值不在允许的范围内', '请使用允许的取值。'] },
  regex: { en: 'Correct the value.', zh: ['格式不正确', '请按要求的格式填写。'] },
  base64: { zh: ['不是 Base64 编码', '请传 @wxdp/auth 的 encryptField 的返回值。'] },
  path_segment: {
    en: 'Pass the id itself.',
    zh: ['路径字段不能为空，也不能是“.”或“..”', '请传实际的 ID。'],
  },
  bmp: {
    en: 'Remove these characters.',
    zh: ['含有 4 字节 UTF-8 字符（表情符号、生僻字）', '请去掉这些字符。'],
  },
  exact_number: {
    en: 'Pass a finite number below 2^53.',
    zh: ['数字无法用 JSON 精确表示', '请传小于 2^53 的有限数字。'],
  },
  safe_integer: { en: 'Pass an integer.', zh: ['应为不超过 2^53 - 1 的整数', '请传整数。'] },
  min_value: { en: 'Increase the number.', zh: ['数值过小', '请增大该数值。'] },
  max_value: { en: 'Decrease the number.', zh: ['数值过大', '请减小该数值。'] },
  min_length: { en: 'Lengthen it.', zh: ['内容为空或过短', '请补充内容。'] },
  max_length: { en: 'Shorten it.', zh: ['长度超出上限', '请缩短内容，或减少项数。'] },
  min_bytes: { en: 'Fill in a value.', zh: ['内容为空', '请填写内容。'] },
  max_bytes: {
    en: 'Shorten it.',
    zh: ['字节数超出上限', '请缩短内容；一个汉字占 3 字节。'],
  },
  max_width: {
    en: 'Shorten it. A Chinese character counts as two Latin ones.',
    zh: [
      '内容过长',
      '请缩短内容：名称最多 12 个汉字或 24 个英文字符，营销标签最多 9 个汉字或 18 个英文字符。',
    ],
  },

  // Callback URLs
  absolute_url: {
    en: 'Write the whole URL.',
    zh: ['应为以 https:// 开头的绝对 URL', '请写完整的 URL。'],
  },
  https_only: {
    en: 'Serve the URL over https; for a sandbox, set sandbox: true.',
    zh: ['回调地址必须以 https:// 开头', '请改用 https；连接本地沙箱时请设置 sandbox: true。'],
  },
  path_required: {
    en: 'Add a path.',
    zh: ['回调地址只有域名，没有路径', '请加上路径，例如 /wechatpay/plans。'],
  },
  no_placeholder: {
    en: 'Write the path that you serve.',
    zh: ['回调地址的路径中有占位符', '请写实际的路径，不要保留 [id]、{id}、:id 这类占位符。'],
  },
  no_query: { zh: ['回调地址不允许带查询参数', '请把需要的信息放进路径。'] },
  no_fragment: { en: 'Remove it.', zh: ['回调地址不允许带 # 片段', '请去掉 # 及其后的内容。'] },
  no_credentials: { en: 'Remove them.', zh: ['回调地址不允许带用户名和密码', '请去掉用户名和密码。'] },
  public_host: {
    zh: ['回调地址的主机无法从公网访问', '请使用公网域名；连接本地沙箱时请设置 sandbox: true。'],
  },
  domain_name: {
    en: 'Use a domain name; for a sandbox, set sandbox: true.',
    zh: ['回调地址的主机是 IP 地址', '请使用域名；连接本地沙箱时请设置 sandbox: true。'],
  },
  trailing_dot: { zh: ['域名末尾有多余的点', '请去掉末尾的点。'] },
  normal_form: {
    en: 'A host in Chinese has its punycode form there; other characters are percent-encoded.',
    zh: ['回调地址不是规范写法', '请改为规范写法：中文域名用 Punycode，其他字符做百分号编码。'],
  },

  // Times and changes of a plan
  rfc3339: {
    en: 'Write the time in this form.',
    zh: ['应为带时区的 RFC 3339 时间', '请按 2026-11-24T10:00:00+08:00 的格式填写。'],
  },
  start_before_end: {
    en: 'Correct one of them.',
    zh: ['结束时间不晚于开始时间', '请修改开始时间或结束时间。'],
  },
  min_days: { en: 'Move the end.', zh: ['投放天数不足', '请推迟结束时间。'] },
  advised_days: {
    en: 'Move the end, unless you mean it.',
    zh: ['投放天数少于官方指引的建议', '请推迟结束时间；如确需如此，可以忽略。'],
  },
  advised: {
    en: 'Set it, unless you mean it.',
    zh: ['建议填写该字段，或检查其取值', '请填写或修改；如确需如此，可以忽略。'],
  },
  own_terms: {
    en: 'Set it to false, and add the terms.',
    zh: ['多次优惠（PROGRESSIVE_BUNDLE）不能复用商品券配置', '请设为 false，并填写名称、数量和时间。'],
  },
  plan_final: { en: 'Create a new plan.', zh: ['投放计划已结束，不能再修改', '请新建投放计划。'] },
  not_set_before: {
    en: 'Create a new plan if you need a limit.',
    zh: ['创建时没有设置该上限，之后不能再添加', '如需上限，请新建投放计划。'],
  },
  not_less: { en: 'Pass a larger number.', zh: ['不能减少', '请填写更大的数值。'] },
  only_more: { en: 'Pass a larger number.', zh: ['只能增加，不能减少或不变', '请填写更大的数值。'] },
  only_later: { en: 'Pass a later time.', zh: ['结束时间只能延后', '请填写更晚的时间。'] },
  fixed: { en: 'Leave the field out.', zh: ['该字段在创建后不能修改', '请去掉该字段。'] },

  // Coupons
  max_days: { en: 'Move the end forward.', zh: ['有效期过长', '请提前结束时间。'] },
  advised_max_days: {
    en: 'Move the end forward, unless you mean it.',
    zh: ['有效期为 365 至 366 天，官方文档说法不一', '请提前结束时间；如确需如此，可以忽略。'],
  },
  for_plan: {
    en: 'Change it, unless no delivery plan will deliver this coupon.',
    zh: ['投放计划不接受这样的商品券或批次', '如需通过投放计划发放，请修改；否则可以忽略。'],
  },
  overlap: { en: 'Separate them.', zh: ['时段互相重叠', '请调整，使时段互不重叠。'] },
  pick_count: {
    en: 'Lower it, or add choices.',
    zh: ['可选数量超过可选商品的个数', '请调低 pick_count，或增加可选商品。'],
  },
  rounds: {
    en: 'Add or remove rules.',
    zh: ['规则条数与使用次数不一致', '请让规则条数等于 progressive_bundle_usage_info.count。'],
  },
  worth_less: {
    en: 'Make it worth as much as the one before.',
    zh: ['从第三次起，优惠力度不得低于前一次', '请提高该次的优惠力度。'],
  },
  item_type: {
    en: 'Set scope to SINGLE, or use another type.',
    zh: ['兑换券（EXCHANGE）只适用于单品', '请将 scope 设为 SINGLE，或更换 type。'],
  },
  image_size: { zh: ['图片为空或过大', '请使用不超过 2 MiB 的图片。'] },
  image_type: {
    en: 'Rename the file, or convert it.',
    zh: ['图片内容与文件扩展名不符', '请修改扩展名，或转换图片格式。'],
  },
  multiple_of: { en: 'Round it.', zh: ['不是规定数值的整数倍', '请按整数倍填写。'] },
}
