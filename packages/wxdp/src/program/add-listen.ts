import type { Flags } from '../settings/read-settings.ts'
import type { AddCommand } from './add-command.ts'
import { platformSettings, withSettings } from './setting-options.ts'

/** `wxdp listen`. */
export const addListen: AddCommand = (program, context, exit) => {
  const { say } = context.screen
  const listen = program
    .command('listen')
    .description(
      say({
        en: 'receive callbacks on this machine, and show each as it comes',
        zh: '在本机接收回调，并逐条显示',
      }),
    )
    .option(
      '--port <port>',
      say({ en: 'port on 127.0.0.1 (default: a free one)', zh: '127.0.0.1 上的端口（默认自动选择）' }),
    )
    .option(
      '--forward-to <url>',
      say({
        en: 'pass the original bytes and headers on, and relay the response',
        zh: '把原始报文和请求头转发到该地址，并返回其应答',
      }),
    )
    .option(
      '--sandbox',
      say({ en: 'run a sandbox that sends its callbacks here', zh: '启动沙箱并接收其回调' }),
    )
    .option(
      '--write <file>',
      say({
        en: "with --sandbox: write the sandbox's settings to a file",
        zh: '配合 --sandbox：把沙箱的配置写入文件',
      }),
    )
    .option(
      '--brand',
      say({ en: "with --sandbox: its brand's callbacks", zh: '配合 --sandbox：接收品牌的回调' }),
    )
    .option('--count <n>', say({ en: 'stop after so many callbacks', zh: '收到指定数量的回调后停止' }))
    .option('--json', say({ en: 'print one line of JSON per callback', zh: '每条回调输出一行 JSON' }))
  withSettings(listen, context.screen, platformSettings).action(async (flags: Flags) => {
    const { listen } = await import('../commands/listen.ts')
    exit(await listen(context, flags))
  })
}
