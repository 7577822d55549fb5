/**
 * Why WeChat Pay refuses a call of product coupons, one row for each documented number. The messages are the sandbox's
 * own.
 *
 * Five rows are here for `control.refuseNext` only. 268580486 is of a mode that no longer exists. 268588114, 268591645,
 * 268596825 and 268596826 are of calls or fields that the sandbox does not have.
 *
 * @see {@link https://pay.weixin.qq.com/doc/v3/partner/4023148522}
 * @see {@link https://pay.weixin.qq.com/doc/brand/4022248070}
 */
export const couponCauses = {
  268578088: ['NO_AUTH', '品牌未授权该服务商', 'The brand has not authorised this service provider.'],
  268579803: ['NO_AUTH', '无该接口的权限', 'The caller has no right to this API.'],
  268578101: ['PARAM_ERROR', '入参不合法', 'A parameter is illegal.'],
  268578222: ['PARAM_ERROR', '时间格式不符合RFC3339', 'A time is not in RFC 3339.'],
  268578426: ['PARAM_ERROR', '图片为空', 'The image is empty.'],
  268578427: ['PARAM_ERROR', '图片大小超过2MB', 'The image is larger than 2 MB.'],
  268578428: ['PARAM_ERROR', '图片类型不支持，须为JPG、BMP或PNG', 'The image must be a JPG, BMP or PNG.'],
  268578531: ['PARAM_ERROR', '品牌ID不合法', 'brand_id is illegal.'],
  268578633: ['PARAM_ERROR', '分页大小超过上限', 'The page is too large.'],
  268578640: ['PARAM_ERROR', '门店ID格式错误', 'store_id has another form than ids of stores.'],
  268579038: ['PARAM_ERROR', '分页Token不合法', 'page_token is illegal.'],
  268584135: ['PARAM_ERROR', '批次组的券码模式不合法', 'The code mode of the batch group is illegal.'],
  268584141: [
    'PARAM_ERROR',
    '批次组的优惠规则与商品券类型不符',
    'A rule of the batch group does not fit the type of the coupon.',
  ],
  268588114: ['PARAM_ERROR', '图片生成类型不合法', 'The type of image generation is illegal.'],
  268591738: ['PARAM_ERROR', '口令跳转缺少passcode_link', 'The jump by passcode has no passcode_link.'],
  268591739: ['PARAM_ERROR', '使用指引缺少usage_guide', 'The jump by usage guide has no usage_guide.'],
  268592001: ['PARAM_ERROR', 'APP核销缺少app_jump_type', 'The redemption by app has no app_jump_type.'],
  268596825: ['PARAM_ERROR', 'coupon_tag_list有重复', 'coupon_tag_list names a tag twice.'],
  268596826: ['PARAM_ERROR', '会员标签缺少member_card_id', 'The tag MEMBER has no member_card_id.'],
  268578429: [
    'INVALID_REQUEST',
    '图片的SHA-256与meta不一致',
    'The SHA-256 of the image is not the one in meta.',
  ],
  268578430: ['INVALID_REQUEST', 'meta与file不一致', 'The parts meta and file disagree.'],
  268578476: ['INVALID_REQUEST', '单品券缺少original_price', 'A single-item coupon has no original_price.'],
  268578477: [
    'INVALID_REQUEST',
    '单品券缺少combo_package_list',
    'A single-item coupon has no combo_package_list.',
  ],
  268578478: [
    'INVALID_REQUEST',
    '全场满减券缺少满减规则',
    'An amount off the whole shop has no normal_coupon.',
  ],
  268578479: [
    'INVALID_REQUEST',
    '全场折扣券缺少折扣规则',
    'Percent off the whole shop has no discount_coupon.',
  ],
  268578481: [
    'INVALID_REQUEST',
    '小程序核销缺少mini_program_appid',
    'The redemption by mini program has no mini_program_appid.',
  ],
  268578482: [
    'INVALID_REQUEST',
    '小程序核销缺少mini_program_path',
    'The redemption by mini program has no mini_program_path.',
  ],
  268578483: ['INVALID_REQUEST', 'APP核销缺少app_path', 'The redemption by app has no app_path.'],
  268578485: ['INVALID_REQUEST', '有day_period_list但缺少day_list', 'day_period_list has no day_list.'],
  268578486: [
    'INVALID_REQUEST',
    '全场单券缺少single_usage_info',
    'A single coupon for the whole shop has no single_usage_info.',
  ],
  268578487: [
    'INVALID_REQUEST',
    '多次优惠缺少使用信息',
    'A coupon of several uses has no usage information.',
  ],
  268578526: ['INVALID_REQUEST', 'openid不合法', 'The openid is illegal.'],
  268578651: [
    'INVALID_REQUEST',
    '修改总预算缺少当前值或目标值',
    'MAX_COUNT needs current_max_count and target_max_count.',
  ],
  268578653: [
    'INVALID_REQUEST',
    '修改每日预算缺少当前值或目标值',
    'MAX_COUNT_PER_DAY needs current_max_count_per_day and target_max_count_per_day.',
  ],
  268579591: ['INVALID_REQUEST', '全场券不支持兑换类型', 'EXCHANGE is not for the whole shop.'],
  268579815: [
    'INVALID_REQUEST',
    '单品券的优惠规则须填写在批次中',
    'The rule of a single-item coupon belongs into the batch.',
  ],
  268579829: [
    'INVALID_REQUEST',
    '多次优惠的规则缺失、类型错误或与次数不符',
    'The rules of the rounds are missing, of the wrong type, or not as many as count.',
  ],
  268579830: [
    'INVALID_REQUEST',
    '单券批次的优惠规则缺失、错误或多余',
    'The rule of the batch is missing, wrong or not allowed.',
  ],
  268580485: [
    'INVALID_REQUEST',
    '单券缺少single_usage_rule',
    'The batch of a single coupon has no single_usage_rule.',
  ],
  268580486: [
    'INVALID_REQUEST',
    'SEQUENTIAL缺少sequential_usage_rule',
    'SEQUENTIAL has no sequential_usage_rule.',
  ],
  268580889: ['INVALID_REQUEST', '使用模式不合法', 'usage_mode is illegal.'],
  268584136: [
    'INVALID_REQUEST',
    '填写等待天数时须填写available_days',
    'wait_days_after_receive needs available_days.',
  ],
  268584137: ['INVALID_REQUEST', '单券缺少stock', 'A single coupon has no stock.'],
  268584138: ['INVALID_REQUEST', '多次优惠缺少stock_bundle', 'A coupon of several uses has no stock_bundle.'],
  268584139: [
    'INVALID_REQUEST',
    '批次组缺少progressive_bundle_usage_rule',
    'The batch group has no progressive_bundle_usage_rule.',
  ],
  268584142: [
    'INVALID_REQUEST',
    '多次优惠缺少progressive_bundle_usage_info',
    'A coupon of several uses has no progressive_bundle_usage_info.',
  ],
  268585347: ['INVALID_REQUEST', '订单的商户号不合法', 'The mchid of the order is illegal.'],
  268585349: ['INVALID_REQUEST', '订单的商户号不存在', 'The mchid of the order does not exist.'],
  268589582: ['INVALID_REQUEST', '可选数量大于选项数量', 'pick_count is above the number of choices.'],
  268591645: ['INVALID_REQUEST', '不支持issuance_type', 'issuance_type is not allowed.'],
  268584156: [
    'SYSTEM_ERROR',
    '系统内部错误，请稍后使用原参数重试',
    'Internal error. Retry later with the same parameters.',
  ],
} as const
