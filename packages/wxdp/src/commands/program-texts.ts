import type { ProgramErrorCode } from '../errors.ts'
import type { Text } from '../language/language.ts'

const texts: Readonly<Record<ProgramErrorCode, Text>> = {
  WXDP_USAGE: {
    en: 'The command line is wrong. Add --help to see what the command takes.',
    zh: '命令行参数有误。加上 --help 可查看该命令的用法。',
  },
  WXDP_SETTING_MISSING: {
    en: 'A setting that the command needs is not set. Pass its flag, set its variable, or add it to wxdp.env.',
    zh: '缺少该命令所需的配置。请使用对应的参数、环境变量，或写入 wxdp.env。',
  },
  WXDP_SETTING_INVALID: {
    en: 'A setting has a value that cannot be right. Correct it where the message says that it comes from.',
    zh: '配置的值不正确。请在错误信息指出的来源处修改。',
  },
  WXDP_FILE_UNREADABLE: {
    en: 'A file cannot be read or written. Check its path and its permissions.',
    zh: '文件无法读取或写入。请检查路径和权限。',
  },
  WXDP_CALLBACK_UNREADABLE: {
    en: 'The file is not a saved callback. Save it as raw HTTP, as curl -i prints it, as HAR, or as JSON { "headers": …, "body": … }.',
    zh: '文件不是已保存的回调。请保存为原始 HTTP 报文、curl -i 的输出、HAR，或 JSON { "headers": …, "body": … }。',
  },
  WXDP_INPUT_INVALID: {
    en: 'A file is not what the command expects in it. Correct it where the message says.',
    zh: '文件内容不符合该命令的要求。请按错误信息指出的位置修改。',
  },
  WXDP_PORT_TAKEN: {
    en: 'The port of the sandbox is taken. Pass another one with --port, or 0 for a free one.',
    zh: '沙箱端口已被占用。请用 --port 指定其他端口，或用 0 自动选择空闲端口。',
  },
  WXDP_PLAN_UNKNOWN: {
    en: 'No plan has this id. Check the id, and that the plan belongs to this brand: wxdp plans list.',
    zh: '没有该 ID 的投放计划。请检查 ID，以及该计划是否属于该品牌：wxdp plans list。',
  },
  WXDP_SANDBOX_UNREACHABLE: {
    en: 'No sandbox responds at WECHATPAY_HOST. Start one with wxdp sandbox, and pass its settings with --config.',
    zh: 'WECHATPAY_HOST 上没有沙箱应答。请用 wxdp sandbox 启动沙箱，并用 --config 指定其配置。',
  },
  WXDP_SANDBOX_REFUSED: {
    en: 'The sandbox refused what it was told to do. The message says why, with a code of its own.',
    zh: '沙箱拒绝了该操作。错误信息中有原因和沙箱的错误码。',
  },
  WXDP_UNCONFIRMED: {
    en: 'The command was not confirmed, and nothing was sent. Reply y, or pass --yes.',
    zh: '操作未确认，没有发送任何请求。请输入 y 确认，或使用 --yes。',
  },
}

/** What the codes of this program mean, for `wxdp explain`. */
export const programTexts: Readonly<Record<string, Text | undefined>> = Object.assign(
  Object.create(null),
  texts,
)
