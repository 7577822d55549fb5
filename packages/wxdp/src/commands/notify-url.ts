import { setNotifyUrl as setAsBrand } from '@wxdp/core/brand'
import { setNotifyUrl as setAsPartner } from '@wxdp/core/partner'
import type { Flags } from '../settings/read-settings.ts'
import { confirm } from '../terminal/confirm.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { plain } from '../terminal/plain.ts'
import { readCalling, send } from './calls.ts'
import type { Context } from './context.ts'

/** `wxdp notify-url set URL`. */
export async function setNotifyUrl(context: Context, url: string, flags: Flags): Promise<number> {
  const { world, screen } = context
  const calling = readCalling(context, flags)
  const { caller } = calling
  if (!flags.yes && !flags.dryRun) {
    const shown = plain(url)
    const question = {
      en: `${shown} replaces the callback URL, and no call can read the one before.`,
      zh: `${shown} 将替换现有的回调地址，且无法通过接口查询原地址。`,
    }
    await confirm(question, world, screen)
  }
  const output = await send(context, calling, flags, (call) =>
    caller.kind === 'partner'
      ? call(setAsPartner, { sp_mchid: caller.mchid, notify_url: url })
      : call(setAsBrand, { notify_url: url }),
  )
  if (output === undefined) return exitCodes.done
  const { notify_url } = output
  if (flags.json) screen.printJson({ notify_url })
  else
    screen.print(
      screen.say({
        en: `Callbacks now go to ${plain(notify_url)}`,
        zh: `回调地址已设为 ${plain(notify_url)}`,
      }),
    )
  return exitCodes.done
}
