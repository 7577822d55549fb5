import type { SandboxOptions } from '@wxdp/sandbox'
import { type ServedSandbox, serveSandbox } from '@wxdp/sandbox/node'
import { ProgramError } from '../errors.ts'
import type { Side } from '../sandbox/keys.ts'
import { settingLines } from '../sandbox/setting-lines.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { stopped } from '../terminal/stopped.ts'
import type { Context } from './context.ts'
import { requireCount } from './flag-values.ts'
import { createKeptSandbox, type KeptSandbox } from './sandbox-state.ts'
import { portTaken } from './serve-on.ts'
import { writeSettings } from './write-settings.ts'

/** What `wxdp sandbox` was called with. */
export interface SandboxFlags {
  readonly port?: string
  readonly hostname?: string
  readonly allowRemote?: boolean
  readonly allowedHost?: readonly string[]
  readonly auditTime?: SandboxOptions['auditTime']
  readonly brand?: boolean
  readonly write?: string
  readonly state?: string
  readonly mcp?: boolean
}

/** `wxdp sandbox`: serves a sandbox on loopback until the program is stopped. */
export async function sandbox(context: Context, flags: SandboxFlags): Promise<number> {
  const { world, screen } = context
  const { say } = screen
  const port = requireCount(context, '--port', flags.port, { usual: 0, most: 65_535 })
  const side = flags.brand ? 'brand' : 'partner'
  const open = await create(context, flags, side)
  const served = await serve(open.box, { port, flags }, context)
  try {
    const settings = () => settingLines(open, served.url)
    // With --mcp, nothing else may be on standard output.
    if (!flags.mcp || flags.write !== undefined) writeSettings(context, await settings(), flags.write)
    screen.note(
      say({
        en: `The sandbox listens on ${served.url}. Open ${served.url}/ in a browser to see and control it. Stop it with Ctrl-C.`,
        zh: `沙箱地址 ${served.url}，用浏览器打开 ${served.url}/ 可以查看和操作。按 Ctrl-C 停止。`,
      }),
    )
    if (flags.write !== undefined) {
      screen.note(
        say({
          en: `Its settings are in ${flags.write}. Try: wxdp doctor --config ${flags.write}`,
          zh: `配置已写入 ${flags.write}。可以试试：wxdp doctor --config ${flags.write}`,
        }),
      )
    }
    if (flags.mcp) {
      // Heavy, and only here.
      const { serveMcp } = await import('./sandbox-mcp.ts')
      await serveMcp(context, { box: open.box, url: served.url, settings })
    } else await stopped(world)
    return exitCodes.done
  } finally {
    await served.close()
    await open.close()
  }
}

async function create(context: Context, flags: SandboxFlags, side: Side): Promise<KeptSandbox> {
  const { auditTime, state: file } = flags
  try {
    return await createKeptSandbox(context, {
      side,
      file,
      options: auditTime === undefined ? {} : { auditTime },
    })
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (code !== 'SANDBOX_OPTION_INVALID' || !message.startsWith('auditTime')) throw cause
    throw new ProgramError(
      'WXDP_USAGE',
      context.screen.say({
        en: '--audit-time must be a duration, such as 500ms, 3s or 2h.',
        zh: '--audit-time 必须是时长，例如 500ms、3s 或 2h。',
      }),
      { cause },
    )
  }
}

async function serve(
  box: Parameters<typeof serveSandbox>[0],
  { port, flags }: { port: number; flags: SandboxFlags },
  context: Context,
): Promise<ServedSandbox> {
  const { hostname = '127.0.0.1', allowRemote = false, allowedHost: allowedHosts = [] } = flags
  try {
    return await serveSandbox(box, { port, hostname, allowRemote, allowedHosts })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'SANDBOX_OPTION_INVALID' && (cause as Error).message.startsWith('allowedHosts')) {
      throw new ProgramError(
        'WXDP_USAGE',
        context.screen.say({
          en: '--allowed-host must be a host name in lower case without a port, such as box.internal.',
          zh: '--allowed-host 必须是小写的主机名，不带端口，例如 box.internal。',
        }),
        { cause },
      )
    }
    if (code === 'SANDBOX_OPTION_INVALID') {
      throw new ProgramError(
        'WXDP_USAGE',
        context.screen.say({
          en: `Other machines can reach ${hostname}. If that is meant, pass --allow-remote, too.`,
          zh: `其他机器可以访问 ${hostname}。如确有需要，请同时加上 --allow-remote。`,
        }),
        { cause },
      )
    }
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw cause
    throw portTaken(context, { port, code, cause })
  }
}
