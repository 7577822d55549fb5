import { ProgramError } from '../errors.ts'
import type { Text } from '../language/language.ts'
import { type Flags, readSettings } from '../settings/read-settings.ts'
import { warnOfOpenFiles } from '../settings/warn-of-open-files.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { plain } from '../terminal/plain.ts'
import { table } from '../terminal/table.ts'
import type { Context } from './context.ts'

/** A callback in the list of a sandbox. */
interface Listed {
  readonly id: string
  readonly eventType: string
  readonly time: number
  readonly planId?: string
  readonly reason?: string
  readonly isAcknowledged: boolean
}

/** A delivery as a sandbox reports it. */
interface Delivered {
  readonly kind: string
  readonly attempt: number
  readonly status?: number
  readonly error?: string
  /** What is wrong about the response. */
  readonly problem?: Text
}

/** `wxdp callback resend [ID]`: has a running sandbox send a callback once more; without an id, lists its callbacks. */
export async function resendCallback(
  context: Context,
  id: string | undefined,
  flags: Flags,
): Promise<number> {
  const { screen } = context
  if (id === undefined) {
    const { callbacks } = await ask<{ callbacks: readonly Listed[] }>(context, flags, { path: 'callbacks' })
    if (flags.json) screen.printJson(callbacks)
    else if (callbacks.length > 0) list(callbacks, context)
    else screen.note(screen.say({ en: 'The sandbox has sent no callbacks.', zh: '沙箱还没有发送过回调。' }))
    return exitCodes.done
  }
  const path = `callbacks/${encodeURIComponent(id)}/deliveries`
  const { deliveries } = await ask<{ deliveries: readonly Delivered[] }>(context, flags, { path, body: '{}' })
  const isWell = deliveries.every(({ problem }) => problem === undefined)
  if (flags.json) screen.printJson({ well: isWell, deliveries })
  else for (const delivery of deliveries) screen.print(lineOf(delivery, context))
  return isWell ? exitCodes.done : exitCodes.no
}

function list(callbacks: readonly Listed[], { screen }: Context): void {
  const { say, style } = screen
  const [head = '', ...rows] = table([
    [
      say({ en: 'ID', zh: '通知 ID' }),
      say({ en: 'TIME', zh: '时间' }),
      say({ en: 'PLAN', zh: '计划 ID' }),
      say({ en: 'REASON', zh: '原因' }),
      say({ en: 'ACCEPTED', zh: '已接受' }),
    ],
    ...callbacks.map(({ id, time, eventType, planId, reason, isAcknowledged }) => [
      plain(id),
      new Date(time).toISOString().slice(11, 19),
      plain(planId ?? eventType),
      plain(reason ?? '-'),
      isAcknowledged ? say({ en: 'yes', zh: '是' }) : say({ en: 'no', zh: '否' }),
    ]),
  ])
  for (const line of [style('bold', head), ...rows]) screen.print(line)
}

function lineOf({ kind, attempt, status, error, problem }: Delivered, { screen }: Context): string {
  const { say, style } = screen
  const mark = problem ? style('red', `✗ ${plain(kind)}`) : style('green', `✓ ${plain(kind)}`)
  const result = status === undefined ? plain(error ?? '') : `HTTP ${status}`
  const which = say({ en: `attempt ${attempt}`, zh: `第 ${attempt} 次` })
  return `${mark}: ${which}, ${result}${problem ? `. ${plain(say(problem))}` : ''}`
}

/** Calls the control of the sandbox that the settings name. */
async function ask<Reply>(
  { world, screen }: Context,
  flags: Flags,
  { path, body }: { readonly path: string; readonly body?: string },
): Promise<Reply> {
  const { say } = screen
  const settings = readSettings(flags, world, screen.language)
  warnOfOpenFiles(settings, screen)
  const host = settings.need('WECHATPAY_HOST').value.replace(/\/$/, '')
  if (!settings.isSandbox) {
    throw new ProgramError(
      'WXDP_USAGE',
      say({
        en: 'Only a sandbox sends a callback again when it is told to. Pass the settings of a running one with --config, or --host and --sandbox.',
        zh: '只有沙箱可以按要求重新发送回调。请用 --config 指定运行中沙箱的配置，或使用 --host 和 --sandbox。',
      }),
    )
  }
  const response = await fetch(`${host}/sandbox/api/${path}`, {
    ...(body !== undefined && { method: 'POST', body, headers: { 'Content-Type': 'application/json' } }),
    signal: AbortSignal.any([world.signal, AbortSignal.timeout(60_000)]),
  }).catch((cause: unknown) => {
    world.signal.throwIfAborted()
    throw new ProgramError(
      'WXDP_SANDBOX_UNREACHABLE',
      say({
        en: `No sandbox responds on ${host}. Start one: wxdp sandbox --write FILE`,
        zh: `${host} 上没有沙箱应答。请先启动：wxdp sandbox --write 文件`,
      }),
      { cause, exitCode: exitCodes.unknown },
    )
  })
  const reply = (await response.json().catch(() => ({}))) as { code?: unknown; message?: unknown }
  if (response.ok) return reply as Reply
  throw new ProgramError(
    'WXDP_SANDBOX_REFUSED',
    say({
      en: `The sandbox refused it: ${reply.code ?? `HTTP ${response.status}`}: ${reply.message ?? ''}`,
      zh: `沙箱拒绝了该操作：${reply.code ?? `HTTP ${response.status}`}：${reply.message ?? ''}`,
    }),
    { exitCode: exitCodes.refused },
  )
}
