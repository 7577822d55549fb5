import type { Command } from 'commander'
import type { CallGroup, Given } from '../calls/call-info.ts'
import { setUrl } from '../calls/notify-url-calls.ts'
import { planCalls } from '../calls/plan-calls.ts'
import type { Context } from '../commands/context.ts'
import type { Runs } from '../commands/run.ts'
import { addCall } from './add-call.ts'
import type { AddCommand } from './add-command.ts'

/** The commands that call WeChat Pay, and what runs those of a group. */
const groups: readonly (readonly [group: CallGroup, load: () => Promise<Runs>])[] = [
  [
    { name: 'notify-url', text: { en: 'the URL of the callbacks', zh: '回调地址' }, calls: [setUrl] },
    async () => (await import('../commands/notify-url.ts')).notifyUrlRuns,
  ],
  [planCalls, async () => (await import('../commands/plans.ts')).planRuns],
]

/** `wxdp notify-url …`, `wxdp plans …`. */
export const addCalls: AddCommand = (program, context, exit) => {
  for (const [group, load] of groups) {
    addGroup(program, group, {
      context,
      run: async (given) => {
        const run = (await load())[given.command]
        exit(await (run as Runs[string])(context, given))
      },
    })
  }
}

interface Options {
  readonly context: Context
  readonly run: (given: Given) => Promise<void>
}

function addGroup(parent: Command, { name, text, calls, groups = [] }: CallGroup, options: Options): void {
  const { screen } = options.context
  const command = parent.command(name).helpCommand(false).description(screen.say(text))
  for (const info of calls) addCall(command, info, { screen, run: options.run })
  for (const group of groups) addGroup(command, group, options)
}
