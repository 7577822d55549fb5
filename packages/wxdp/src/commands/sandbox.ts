import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createSandbox } from '@wxdp/sandbox'
import { type ServedSandbox, serveSandbox } from '@wxdp/sandbox/node'
import { ProgramError } from '../errors.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import type { Context } from './context.ts'

/** What `wxdp sandbox` was called with. */
export interface SandboxFlags {
  readonly port?: string
  readonly hostname?: string
  readonly allowRemote?: boolean
  readonly brand?: boolean
  readonly write?: string
}

/** Every file with settings of a sandbox begins with this, so that no other file is overwritten. */
const mark = '# Settings of a wxdp sandbox. They are useless against WeChat Pay.'

/** `wxdp sandbox`: serves a sandbox on loopback until the program is stopped. */
export async function sandbox(context: Context, flags: SandboxFlags): Promise<number> {
  const { world, screen } = context
  const { say } = screen
  const port = Number(flags.port ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ProgramError(
      'WXDP_USAGE',
      say({ en: '--port must be a number from 0 to 65535.', zh: '--port 必须是 0 到 65535 的数字。' }),
    )
  }
  const box = await createSandbox()
  const credentials = flags.brand ? await box.brand.credentials() : box.credentials
  const served = await serve(box, { port, flags }, context)
  try {
    const { serialNo, privateKey, apiV3Key, platformSerial, platformPublicKey } = credentials
    const lines = [
      mark,
      ...('mchid' in credentials ? [`MCHID=${credentials.mchid}`] : []),
      `BRAND_ID=${box.brand.brandId}`,
      `SERIAL_NO=${serialNo}`,
      `PRIVATE_KEY="${privateKey.trim()}"`,
      `API_V3_KEY="${apiV3Key}"`,
      `PLATFORM_SERIAL=${platformSerial}`,
      `PLATFORM_PUBLIC_KEY="${platformPublicKey.trim()}"`,
      `WECHATPAY_HOST=${served.url}`,
      'WECHATPAY_SANDBOX=1',
    ]
    if (flags.write === undefined) for (const line of lines) screen.print(line)
    else write(resolve(world.cwd, flags.write), `${lines.join('\n')}\n`, context)
    screen.note(
      say({
        en: `The sandbox listens on ${served.url}. Stop it with Ctrl-C.`,
        zh: `沙箱地址 ${served.url}，按 Ctrl-C 停止。`,
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
    await stopped(world.signal)
    return exitCodes.done
  } finally {
    await served.close()
  }
}

async function serve(
  box: Parameters<typeof serveSandbox>[0],
  { port, flags }: { port: number; flags: SandboxFlags },
  { screen }: Context,
): Promise<ServedSandbox> {
  const { hostname = '127.0.0.1', allowRemote = false } = flags
  try {
    return await serveSandbox(box, { port, hostname, allowRemote })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'SANDBOX_OPTION_INVALID') {
      throw new ProgramError(
        'WXDP_USAGE',
        screen.say({
          en: `Other machines can reach ${hostname}. If that is meant, pass --allow-remote, too.`,
          zh: `其他机器可以访问 ${hostname}。如确有需要，请同时加上 --allow-remote。`,
        }),
        { cause },
      )
    }
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw cause
    throw new ProgramError(
      'WXDP_PORT_TAKEN',
      screen.say({
        en: `Port ${port} cannot be used (${code}). Pass another one with --port, or 0 for a free one.`,
        zh: `端口 ${port} 无法使用（${code}）。请用 --port 指定其他端口，或用 0 自动选择空闲端口。`,
      }),
      { cause },
    )
  }
}

/** For the owner alone, although the keys are worth nothing: files of this kind hold secrets. */
function write(file: string, contents: string, { screen }: Context): void {
  const isOurs = !existsSync(file) || readFileSync(file, 'utf8').startsWith(mark)
  if (!isOurs) {
    throw new ProgramError(
      'WXDP_FILE_UNREADABLE',
      screen.say({
        en: `${file} exists and is not of a sandbox. It was not overwritten; choose another name.`,
        zh: `${file} 已存在且不是沙箱配置，没有覆盖。请换一个文件名。`,
      }),
    )
  }
  try {
    writeFileSync(file, contents, { mode: 0o600 })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new ProgramError(
      'WXDP_FILE_UNREADABLE',
      screen.say({
        en: `${file} cannot be written (${code}). Check its path and its permissions.`,
        zh: `无法写入 ${file}（${code}）。请检查路径和权限。`,
      }),
      { cause },
    )
  }
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
