import type { Command } from 'commander'
import type { Screen } from '../terminal/screen.ts'

/** The parser's own headings, and what it writes for a command that has options. */
const chinese: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '全局选项：',
  'Commands:': '命令：',
}

/** Sets up the help of a program and its commands: language, colours, width. */
export function describeHelp(command: Command, { language, say, style }: Screen): Command {
  return command
    .helpOption('-h, --help', say({ en: 'print this help', zh: '显示帮助' }))
    .helpCommand(false)
    .configureHelp({
      helpWidth: 100,
      showGlobalOptions: true,
      // Only our words: the parser would add allowed values and defaults, in English.
      optionDescription: ({ description }) => description,
      styleTitle: (title) => style('bold', language === 'zh' ? (chinese[title] ?? title) : title),
    })
}

/** What the help of the program says after the list of commands. */
export function helpTail({ say }: Screen): string {
  return say({
    en: `
Settings come from flags, then from the environment, then from one file: wxdp.env in the working
directory, or the one that --config names, with lines such as MCHID=1900000001:
  MCHID, BRAND_ID, SERIAL_NO, PRIVATE_KEY, CERTIFICATE, API_V3_KEY, PLATFORM_SERIAL,
  PLATFORM_PUBLIC_KEY, PLATFORM_CERTIFICATE, NOTIFY_URL, WECHATPAY_HOST, WECHATPAY_SANDBOX
PRIVATE_KEY_FILE, CERTIFICATE_FILE, API_V3_KEY_FILE, PLATFORM_PUBLIC_KEY_FILE and
PLATFORM_CERTIFICATE_FILE name files instead. Your secrets are never printed and have no flags.

Exit codes:
  0  done, and all is well
  1  a check says no: the set-up has a fault, a callback is not genuine, a receiver responds wrongly,
     callbacks missed a change, the code is not known
  2  the command line, a setting or a file is wrong
  3  WeChat Pay refused the call
  4  there is no response that can be trusted; the call may have been carried out
  5  not confirmed; nothing was sent
  70 a bug in this program
  130 stopped; a call that was under way may have been carried out

The language is that of the locale (LC_ALL, LC_MESSAGES, LANG). NO_COLOR turns colours off.`,
    zh: `
配置依次取自命令行参数、环境变量和一个配置文件：当前目录下的 wxdp.env，或 --config 指定的文件，
每行一项，例如 MCHID=1900000001：
  MCHID、BRAND_ID、SERIAL_NO、PRIVATE_KEY、CERTIFICATE、API_V3_KEY、PLATFORM_SERIAL、
  PLATFORM_PUBLIC_KEY、PLATFORM_CERTIFICATE、NOTIFY_URL、WECHATPAY_HOST、WECHATPAY_SANDBOX
PRIVATE_KEY_FILE、CERTIFICATE_FILE、API_V3_KEY_FILE、PLATFORM_PUBLIC_KEY_FILE 和
PLATFORM_CERTIFICATE_FILE 用于指定文件。敏感数据从不显示，也没有对应的命令行参数。

退出码：
  0  完成，一切正常
  1  检查未通过：配置有误、回调不可信、接收方应答有误、有遗漏的变更或错误码未知
  2  命令行、配置或文件有误
  3  微信支付拒绝了请求
  4  没有可信的应答，请求可能已经执行
  5  未确认，没有发送任何请求
  70 本程序的缺陷
  130 已停止；正在进行的请求可能已经执行

语言取自系统语言（LC_ALL、LC_MESSAGES、LANG）。设置 NO_COLOR 可关闭颜色。`,
  })
}
