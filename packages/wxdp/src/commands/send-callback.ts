import { randomInt } from 'node:crypto'
import type { PlanChange } from '@wxdp/core'
import { judge } from '../sandbox/judge.ts'
import { createOpenSandbox, sendingKeysIn } from '../sandbox/keys.ts'
import { post, type Reply } from '../sandbox/post.ts'
import { settingLines } from '../sandbox/setting-lines.ts'
import { callbackKinds, type SignedCallback, signCallbacks } from '../sandbox/signed-callbacks.ts'
import { type Flags, readSettings } from '../settings/read-settings.ts'
import { warnOfOpenFiles } from '../settings/warn-of-open-files.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { plain } from '../terminal/plain.ts'
import type { Context } from './context.ts'
import { requireUrl } from './flag-values.ts'
import { writeSettings } from './write-settings.ts'

/** `wxdp callback send URL`: sends callbacks that a sandbox's keys have signed, and judges the responses. */
export async function sendCallback(context: Context, url: string, flags: Flags): Promise<number> {
  const { world, screen } = context
  requireUrl(context, url)
  const settings = readSettings(flags, world, screen.language)
  warnOfOpenFiles(settings, screen)
  const keys = sendingKeysIn(settings)
  if (!keys) return writeNewSettings(context, flags)
  const kinds = callbackKinds.filter((kind) => flags.all || flags[kind] || isPlain(kind, flags))
  const callbacks = await signCallbacks(changeIn(flags, world.now()), kinds, { keys, now: world.now() })
  const results: { callback: SignedCallback; reply: Reply; isRight: boolean; says: string }[] = []
  for (const callback of callbacks) {
    const { headers, body } = callback
    const reply = await post(url, { headers, body: Buffer.from(body), signal: world.signal })
    const { isRight, text } = judge(callback.kind, reply)
    const result = { callback, reply, isRight, says: screen.say(text) }
    results.push(result)
    if (!flags.json) print(context, result)
  }
  const isWell = results.every(({ isRight }) => isRight)
  if (flags.json) {
    screen.printJson({
      well: isWell,
      deliveries: results.map(({ callback, reply, isRight, says }) => ({
        kind: callback.kind,
        status: 'error' in reply ? null : reply.status,
        error: 'error' in reply ? reply.error : null,
        ms: reply.ms,
        body: bodyOf(reply),
        right: isRight,
        meaning: says,
      })),
    })
  }
  return isWell ? exitCodes.done : exitCodes.no
}

/** The notification goes out unless only wrong ones are asked for. A duplicate comes after it. */
function isPlain(kind: string, { probe, forged, stale, duplicate }: Flags): boolean {
  return kind === 'notification' && (duplicate === true || !(probe || forged || stale))
}

/** The handler cannot know keys that are made only now. */
async function writeNewSettings(context: Context, flags: Flags): Promise<number> {
  const { screen } = context
  const file = typeof flags.write === 'string' ? flags.write : undefined
  const open = await createOpenSandbox(flags.brand === true ? 'brand' : 'partner')
  writeSettings(context, await settingLines(open), file)
  const config = file ?? 'sandbox.env'
  screen.note(
    screen.say({
      en: `Nothing was sent: the receiver needs the keys of a sandbox first, and these are new ones. Start it with them${file ? '' : ` (save them as ${config})`}, and add: --config ${config}`,
      zh: `没有发送：接收方需要先配置沙箱的密钥。已生成一套新的配置，请${file ? '' : `保存为 ${config}，`}让接收方使用它启动，然后加上：--config ${config}`,
    }),
  )
  return exitCodes.done
}

function changeIn(flags: Flags, now: number): PlanChange {
  const text = (name: string, usual: string): string => String(flags[name] ?? usual)
  return {
    plan_id: text('planId', `${randomInt(1, 2 ** 47)}`.padStart(32, '1')),
    plan_state: text('state', 'DELIVERING'),
    audit_state: text('auditState', 'PASSED'),
    change_reason: text('reason', '审核通过'),
    // In China's time zone, as WeChat Pay writes it.
    modify_time: new Date(now + 8 * 3_600_000).toISOString().replace('Z', '+08:00'),
  }
}

function print(
  { screen }: Context,
  {
    callback,
    reply,
    isRight,
    says,
  }: { callback: SignedCallback; reply: Reply; isRight: boolean; says: string },
): void {
  const { style } = screen
  const status = 'error' in reply ? reply.error : `HTTP ${reply.status}`
  const mark = style(isRight ? 'green' : 'red', `${isRight ? '✓' : '✗'} ${callback.kind}`)
  screen.print(`${mark}: ${status}, ${reply.ms} ms. ${says}`)
  const body = bodyOf(reply)
  if (body) screen.print(`  ${plain(body)}`)
}

/** The beginning of the response's body. */
function bodyOf(reply: Reply): string {
  return 'error' in reply ? '' : new TextDecoder().decode(reply.body.subarray(0, 1024)).trim()
}
