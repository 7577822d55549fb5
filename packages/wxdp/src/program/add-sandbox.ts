import type { SandboxFlags } from '../commands/sandbox.ts'
import type { AddCommand } from './add-command.ts'

/** `wxdp sandbox`. */
export const addSandbox: AddCommand = (program, context, exit) => {
  const { say } = context.screen
  program
    .command('sandbox')
    .description(
      say({ en: 'run WeChat Pay on this machine, for tests', zh: '在本机运行模拟的微信支付，用于测试' }),
    )
    .option(
      '--port <port>',
      say({ en: 'port on 127.0.0.1 (default: a free one)', zh: '127.0.0.1 上的端口（默认自动选择）' }),
    )
    .option(
      '--hostname <address>',
      say({
        en: 'address to listen on (default: 127.0.0.1; any other needs --allow-remote)',
        zh: '监听地址（默认 127.0.0.1，其他地址须同时加 --allow-remote）',
      }),
    )
    .option('--allow-remote', say({ en: 'let other machines reach the sandbox', zh: '允许其他机器访问沙箱' }))
    .option(
      '--allowed-host <name...>',
      say({
        en: 'names besides localhost under which its page may be opened',
        zh: '除 localhost 外，允许用来打开页面的主机名',
      }),
    )
    .option(
      '--audit-time <duration>',
      say({
        en: 'how long an audit takes before it is passed, such as 3s (default: until you end it)',
        zh: '审核多久后自动通过，例如 3s（默认不自动结束）',
      }),
    )
    .option(
      '--brand',
      say({
        en: 'write the settings of its brand, not of its service provider',
        zh: '输出品牌（而非服务商）的配置',
      }),
    )
    .option(
      '--write <file>',
      say({ en: 'write the settings to a file, for --config', zh: '把配置写入文件，供 --config 使用' }),
    )
    .option(
      '--state <file>',
      say({
        en: 'go on from this file, and save the sandbox there',
        zh: '从该文件恢复沙箱，并把状态保存到其中',
      }),
    )
    .option(
      '--mcp',
      say({
        en: 'let an assistant control the sandbox: speak MCP on standard input and output',
        zh: '供 AI 助手控制沙箱：在标准输入输出上使用 MCP',
      }),
    )
    .action(async (flags: SandboxFlags) => {
      const { sandbox } = await import('../commands/sandbox.ts')
      exit(await sandbox(context, flags))
    })
}
