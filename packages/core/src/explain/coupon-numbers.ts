import type { KnownApiCode } from '../contract/api-codes.ts'
import type { CauseRow } from './text.ts'

/** The numbered causes of product coupons. One row per cause, with both languages. */
export const couponNumbers: readonly (readonly [KnownApiCode, readonly CauseRow[]])[] = [
  [
    'NO_AUTH',
    [
      [
        [268578088],
        [
          'The brand has not authorised this service provider.',
          'Have it authorise you; getProductAuthorities shows what it has authorised.',
        ],
        ['品牌未授权该服务商。', '请让品牌完成授权，可用 getProductAuthorities 查询。'],
      ],
    ],
  ],
  [
    'PARAM_ERROR',
    [
      [[268578101], ['The input is illegal.', 'Check the fields.'], ['入参不合法。', '请检查各字段。']],
      [
        [268578222],
        ['A time is not in RFC 3339.', 'Correct its form.'],
        ['时间不是 RFC 3339 格式。', '请修改时间格式。'],
      ],
      [[268578426], ['The image is empty.', 'Send the part file.'], ['图片为空。', '请上传 file 部分。']],
      [
        [268578427],
        ['The image is too large.', 'Send at most 2 MB.'],
        ['图片过大。', '请上传不超过 2 MB 的图片。'],
      ],
      [
        [268578428],
        ['The type of the image is unknown.', 'Send a JPG, BMP or PNG.'],
        ['图片类型不支持。', '请上传 JPG、BMP 或 PNG。'],
      ],
      [
        [268578531],
        ['The brand_id is illegal.', 'Use the id that WeChat Pay gave the brand.'],
        ['brand_id 不合法。', '请使用微信支付分配给该品牌的 ID。'],
      ],
      [
        [268578633],
        ['The page is too large.', 'Ask for at most 50.'],
        ['分页过大。', '请将 page_size 设为不超过 50。'],
      ],
      [
        [268578640],
        ['The store_id does not have a valid form.', 'Use the id of WeChat Pay.'],
        ['store_id 格式有误。', '请使用微信支付的门店 ID。'],
      ],
      [
        [268579038],
        ['The page_token is illegal.', 'Use next_page_token of the last response, unchanged.'],
        ['page_token 不合法。', '请原样使用上次应答的 next_page_token。'],
      ],
      [
        [268584135],
        ['The code mode of a group is illegal.', 'Use WECHATPAY or UPLOAD.'],
        ['批次组的券码模式不合法。', '请使用 WECHATPAY 或 UPLOAD。'],
      ],
      [
        [268584141],
        ['The rules of a group do not fit its type.', 'Use the list of the type.'],
        ['批次组的规则与类型不符。', '请使用与类型相符的列表。'],
      ],
      [
        [268588114],
        ['The type of image generation is illegal.', 'Use COMBINE_IMAGE or CUT_OUT.'],
        ['图片生成类型不合法。', '请使用 COMBINE_IMAGE 或 CUT_OUT。'],
      ],
      [
        [268591738],
        ['PASSCODE_LINK has no passcode_link.', 'Add it.'],
        ['PASSCODE_LINK 缺少 passcode_link。', '请补上。'],
      ],
      [
        [268591739],
        ['USAGE_GUIDE has no usage_guide.', 'Add it.'],
        ['USAGE_GUIDE 缺少 usage_guide。', '请补上。'],
      ],
      [[268592001], ['The app_jump_type is missing.', 'Add it.'], ['缺少 app_jump_type。', '请补上。']],
      [
        [268596825],
        ['coupon_tag_list names a tag twice.', 'Name each once.'],
        ['coupon_tag_list 有重复。', '请去重。'],
      ],
      [
        [268596826],
        ['The tag MEMBER has no member_card_id.', 'Add it.'],
        ['MEMBER 标签缺少 member_card_id。', '请补上。'],
      ],
    ],
  ],
  [
    'INVALID_REQUEST',
    [
      [
        [268578429],
        ['The SHA-256 of the image differs from that in meta.', 'Hash the bytes that are sent.'],
        ['图片的 SHA-256 与 meta 中的不一致。', '请对实际发送的字节计算哈希。'],
      ],
      [
        [268578430],
        ['The parts meta and file disagree.', 'Give both the same file name.'],
        ['meta 与 file 不一致。', '请使用相同的文件名。'],
      ],
      [
        [268578476],
        ['A coupon for certain items has no original_price.', 'Send it.'],
        ['单品券缺少 original_price。', '请补上。'],
      ],
      [
        [268578477],
        ['A coupon for certain items has no combo_package_list.', 'Send it.'],
        ['单品券缺少 combo_package_list。', '请补上。'],
      ],
      [
        [268578478, 268578479],
        ['A coupon for the whole shop has no rule of its type.', 'Send it in single_usage_info.'],
        ['全场券缺少与类型相符的优惠规则。', '请在 single_usage_info 中补上。'],
      ],
      [
        [268578481, 268578482],
        ['MINI_PROGRAM has no appid or no path.', 'Send mini_program_appid and mini_program_path.'],
        ['小程序核销缺少 AppID 或路径。', '请填写 mini_program_appid 和 mini_program_path。'],
      ],
      [[268578483], ['APP has no path.', 'Send app_path.'], ['APP 核销缺少路径。', '请填写 app_path。']],
      [
        [268578485],
        ['day_period_list has no day_list.', 'Add day_list.'],
        ['有 day_period_list，却没有 day_list。', '请补上 day_list。'],
      ],
      [
        [268578486],
        ['A coupon for the whole shop has no single_usage_info.', 'Add it.'],
        ['全场单券缺少 single_usage_info。', '请补上。'],
      ],
      [
        [268578487, 268584142],
        ['A coupon of several uses has no progressive_bundle_usage_info.', 'Add it.'],
        ['多次优惠缺少 progressive_bundle_usage_info。', '请补上。'],
      ],
      [
        [268578526],
        ['The openid is illegal.', 'Use the openid of that appid, as the notification has both.'],
        ['openid 不合法。', '请使用该 AppID 下的 openid，两者以回调为准。'],
      ],
      [
        [268578651, 268578653],
        [
          'One of the two numbers of a budget is missing.',
          'Send the present and the new number of the mode.',
        ],
        ['预算修改缺少当前值或目标值。', '请填写该模式的当前值和目标值。'],
      ],
      [
        [268579591],
        ['EXCHANGE is not for the whole shop.', 'Use NORMAL or DISCOUNT, or scope SINGLE.'],
        ['全场券不支持 EXCHANGE。', '请使用 NORMAL 或 DISCOUNT，或将 scope 设为 SINGLE。'],
      ],
      [
        [268579815],
        ['A coupon for certain items has its rule in the coupon.', 'Move it to the batch.'],
        ['单品券的优惠规则写在了商品券中。', '请移到批次中。'],
      ],
      [
        [268579829],
        [
          'The rules of the rounds are missing, of another type, or not as many as count.',
          'Send one rule of the type for each round.',
        ],
        ['多次优惠的规则缺失、类型不符，或条数与 count 不一致。', '请按次数逐条填写与类型相符的规则。'],
      ],
      [
        [268579830],
        [
          'The rule of the batch is missing, of another type, or not allowed.',
          'Send exactly the one that fits.',
        ],
        ['批次的优惠规则缺失、类型不符或多余。', '请只填写相符的一条。'],
      ],
      [
        [268580485],
        ['A single coupon has no single_usage_rule.', 'Add it.'],
        ['单券缺少 single_usage_rule。', '请补上。'],
      ],
      [
        [268580486],
        ['The mode SEQUENTIAL, which no longer exists, has no rule.', 'Use SINGLE or PROGRESSIVE_BUNDLE.'],
        ['旧模式 SEQUENTIAL 缺少规则。', '请使用 SINGLE 或 PROGRESSIVE_BUNDLE。'],
      ],
      [
        [268580889],
        ['The usage_mode is illegal.', 'Use SINGLE or PROGRESSIVE_BUNDLE.'],
        ['usage_mode 不合法。', '请使用 SINGLE 或 PROGRESSIVE_BUNDLE。'],
      ],
      [
        [268584136],
        ['wait_days_after_receive has no available_days.', 'Add available_days.'],
        ['有 wait_days_after_receive，却没有 available_days。', '请补上 available_days。'],
      ],
      [[268584137], ['A single coupon has no stock.', 'Add it.'], ['单券缺少 stock。', '请补上。']],
      [
        [268584138],
        ['A coupon of several uses has no stock_bundle.', 'Add it.'],
        ['多次优惠缺少 stock_bundle。', '请补上。'],
      ],
      [
        [268584139],
        ['A group has no progressive_bundle_usage_rule.', 'Add it.'],
        ['批次组缺少 progressive_bundle_usage_rule。', '请补上。'],
      ],
      [
        [268585347],
        ["The order's mchid is illegal.", 'Check mchid and sub_mchid.'],
        ['订单的商户号不合法。', '请检查 mchid 和 sub_mchid。'],
      ],
      [
        [268585349],
        ['The mchid was not found.', 'Use a merchant that can be used.'],
        ['找不到该商户号。', '请使用可用的商户号。'],
      ],
      [
        [268589582],
        ['pick_count is more than there are choices.', 'Lower it.'],
        ['pick_count 大于可选商品数。', '请调低。'],
      ],
      [
        [268591645],
        ['The issuance_type is not allowed. No public page has this field.', 'Leave it out.'],
        ['issuance_type 不允许；公开文档中没有该字段。', '请不要传该字段。'],
      ],
    ],
  ],
  [
    'SYSTEM_ERROR',
    [
      [
        [268584156],
        ['An error inside WeChat Pay.', 'Retry with the same out_request_no and the same bytes.'],
        ['系统内部错误。', '请用相同的 out_request_no 和完全相同的报文重试。'],
      ],
    ],
  ],
]
