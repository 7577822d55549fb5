/**
 * Why WeChat Pay refuses a call of delivery plans, one row for each documented number. The messages are the
 * sandbox's own.
 *
 * 268435461 is not on the page: a parameter of any product is illegal.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4023148504}
 * @see {@link https://pay.weixin.qq.com/doc/brand/4023120617}
 */
export const planCauses = {
  268435461: ['PARAM_ERROR', '参数不合法', 'A parameter is illegal.'],
  268582532: ['PARAM_ERROR', '品牌ID不合法', 'brand_id is illegal.'],
  268582533: ['PARAM_ERROR', '投放开始时间错误', 'The start of the delivery is wrong.'],
  268582534: ['PARAM_ERROR', '投放结束时间错误', 'The end of the delivery is wrong.'],
  268582537: ['PARAM_ERROR', '投放计划ID错误', 'The id of the delivery plan is wrong.'],
  268582542: ['PARAM_ERROR', '投放计划状态错误', 'The state of the delivery plan is wrong.'],
  268582543: ['PARAM_ERROR', '投放计划审核状态错误', 'The audit state of the delivery plan is wrong.'],
  268582553: ['PARAM_ERROR', '商品券批次库存少于10000', 'The stock of the batch is below 10,000.'],
  268582554: ['PARAM_ERROR', '投放时间过短', 'The delivery must end later than one day after its start.'],
  268582557: ['PARAM_ERROR', '投放开始时间早于批次开始时间', 'The delivery starts before the batch.'],
  268582565: ['PARAM_ERROR', '投放计划不在运行中，不可修改', 'The delivery plan is not running.'],
  268582566: ['PARAM_ERROR', '投放时间不可缩短', 'The delivery cannot be shortened.'],
  268582710: ['PARAM_ERROR', '参数错误', 'A parameter is wrong.'],
  268582791: [
    'PARAM_ERROR',
    '复用商品券配置，该字段不可修改',
    'A reused coupon config: the field cannot be changed.',
  ],
  268582798: ['PARAM_ERROR', '参数错误', 'A parameter is wrong.'],
  268582917: ['PARAM_ERROR', '投放结束时间过晚', 'The delivery must end one day before the batch.'],
  268582920: ['PARAM_ERROR', '重入信息不一致', 'out_request_no was used with other data.'],
  268584818: [
    'PARAM_ERROR',
    '不支持线下核销的商品券批次',
    'A batch with OFFLINE redemption is not supported.',
  ],
  268585138: ['PARAM_ERROR', '单用户投放上限大于批次的领取上限', "user_limit is above the batch's."],
  268585139: ['PARAM_ERROR', '单日投放上限大于投放总量', 'daily_limit is above total_count.'],
  268585140: ['PARAM_ERROR', '投放总量大于批次可用库存', "total_count is above the batch's usable stock."],
  268585141: [
    'PARAM_ERROR',
    '投放计划名称超过12个汉字或24个英文字符',
    'plan_name has more than 12 Chinese or 24 Latin characters.',
  ],
  268585142: ['PARAM_ERROR', '商品券批次库存少于10000', 'The stock of the batch is below 10,000.'],
  268585144: ['PARAM_ERROR', '时间参数不合法', 'A time is illegal.'],
  268585145: ['PARAM_ERROR', '没有预留核销时间', 'No time is left to redeem coupons after the delivery.'],
  268585147: [
    'PARAM_ERROR',
    '自定义投放规则须填写单日投放上限',
    'Terms of its own: daily_limit is required.',
  ],
  268585148: ['PARAM_ERROR', '商品券批次没有核销方式', 'The batch has no redemption method.'],
  268585149: ['PARAM_ERROR', '商品券批次不可用', 'The batch is not usable.'],
  268585151: ['PARAM_ERROR', '小程序核销缺少appid', 'The redemption by mini program has no appid.'],
  268585152: ['PARAM_ERROR', 'appid未与品牌绑定', 'The appid is not bound to the brand.'],
  268585153: ['PARAM_ERROR', '投放开始时间早于当前时间', 'The delivery starts before now.'],
  268585154: ['PARAM_ERROR', '单日投放上限大于批次的单日上限', "daily_limit is above the batch's."],
  268585155: ['PARAM_ERROR', '可核销时间过短', 'The time to redeem a coupon is below one day.'],
  268585156: [
    'PARAM_ERROR',
    '投放开始时间不在批次组有效期内',
    'The delivery starts outside the batch group.',
  ],
  268585397: ['PARAM_ERROR', '商品券或批次不存在', 'The coupon or the batch does not exist.'],
  268585487: [
    'PARAM_ERROR',
    '自定义投放规则须填写名称、总量和起止时间',
    'Terms of its own: plan_name, total_count, delivery_start_time and delivery_end_time are required.',
  ],
  268585869: ['PARAM_ERROR', '品牌没有商家名片或门店', 'The brand has neither a merchant card nor a store.'],
  268586628: ['PARAM_ERROR', '投放总量少于已使用数量', 'total_count is below what is used.'],
  268586631: ['PARAM_ERROR', '投放总量不可减少', 'total_count cannot be reduced.'],
  268587486: ['PARAM_ERROR', '批次可核销时间不足5天', 'The batch is redeemable for less than 5 days.'],
  268588725: ['PARAM_ERROR', '单日投放上限大于批次的单日上限', "daily_limit is above the batch's."],
  268593051: ['PARAM_ERROR', '智能投放不可填写plan_label', 'Smart delivery: plan_label is not allowed.'],
  268593052: ['PARAM_ERROR', '定向投放须填写plan_label', 'Targeted delivery: plan_label is required.'],
  268593053: ['PARAM_ERROR', '投放方式不合法', 'The delivery mode is illegal.'],
  268593054: ['PARAM_ERROR', '投放标签不合法', 'The plan label is illegal.'],
  268593575: ['PARAM_ERROR', '批次组不支持复用商品券配置', 'A batch group cannot reuse the coupon config.'],
  268596526: [
    'PARAM_ERROR',
    '单品券仅支持兑换券和折扣券',
    'A single-item coupon must be of type EXCHANGE or DISCOUNT.',
  ],
  268582912: ['NO_AUTH', '无操作权限', 'There is no permission for this action.'],
  268583095: ['NO_AUTH', '当前品牌尚未授权该服务商', 'The brand has not authorised this service provider.'],
  268584198: ['NO_AUTH', '不在白名单内', 'The caller is not on the whitelist.'],
  268587499: [
    'NO_AUTH',
    '服务商未获得品牌的摇优惠授权',
    "The service provider lacks the brand's 摇优惠 authorisation.",
  ],
  268589041: ['NO_AUTH', '品牌不允许联合投放', 'Joint delivery is not allowed for the brand.'],
  268596875: ['NO_AUTH', '品牌未填写联系信息', 'The brand has no contact information.'],
  268596876: ['NO_AUTH', '商家名片未填写联系信息', 'The merchant card has no contact information.'],
  268583094: [
    'SYSTEM_ERROR',
    '系统繁忙，请稍后使用原参数重试',
    'Busy. Retry later with the same parameters.',
  ],
} as const
