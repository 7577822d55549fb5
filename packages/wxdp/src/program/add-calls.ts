import type { Command } from 'commander'
import { batchCalls } from '../calls/batch-calls.ts'
import type { CallGroup, Given } from '../calls/call-info.ts'
import { couponCalls } from '../calls/coupon-calls.ts'
import { setUrl } from '../calls/notify-url-calls.ts'
import { planCalls } from '../calls/plan-calls.ts'
import { userCouponCalls } from '../calls/user-coupon-calls.ts'
import type { Context } from '../commands/context.ts'
import type { Runs } from '../commands/run.ts'
import { addCall } from './add-call.ts'
import type { AddCommand } from './add-command.ts'
import { addUserReconcile } from './add-user-reconcile.ts'

/** The commands that call WeChat Pay, what runs those of a group, and what adds others to it. */
const groups: readonly (readonly [group: CallGroup, load: () => Promise<Runs>, add?: AddCommand])[] = [
  [
    { name: 'notify-url', text: { en: 'the URL of the callbacks', zh: '回调地址' }, calls: [setUrl] },
    async () => (await import('../commands/notify-url.ts')).notifyUrlRuns,
  ],
  [planCalls, async () => (await import('../commands/plans.ts')).planRuns],
  [couponCalls, async () => (await import('../commands/coupons.ts')).couponRuns],
  [batchCalls, async () => (await import('../commands/batches.ts')).batchRuns],
  [
    userCouponCalls,
    async () => (await import('../commands/user-coupons.ts')).userCouponRuns,
    addUserReconcile,
  ],
]

/** `wxdp notify-url …`, `wxdp plans …`, `wxdp coupons …`, `wxdp batches …`, `wxdp user-coupons …`. */
export const addCalls: AddCommand = (program, context, exit) => {
  for (const [group, load, add] of groups) {
    const command = addGroup(program, group, {
      context,
      run: async (given) => {
        const run = (await load())[given.command]
        exit(await (run as Runs[string])(context, given))
      },
    })
    add?.(command, context, exit)
  }
}

interface Options {
  readonly context: Context
  readonly run: (given: Given) => Promise<void>
}

function addGroup(parent: Command, { name, text, calls, groups = [] }: CallGroup, options: Options): Command {
  const { screen } = options.context
  const command = parent.command(name).helpCommand(false).description(screen.say(text))
  for (const info of calls) addCall(command, info, { screen, run: options.run })
  for (const group of groups) addGroup(command, group, options)
  return command
}
