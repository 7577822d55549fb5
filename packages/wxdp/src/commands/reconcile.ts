import type { KnownPlanChange } from '@wxdp/core'
import { isStaleChange } from '@wxdp/core'
import { type MissedChange, reconcile as reconcilePlans } from '@wxdp/fetch/reconcile'
import type { Flags } from '../settings/read-settings.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { plain } from '../terminal/plain.ts'
import type { Screen } from '../terminal/screen.ts'
import { table } from '../terminal/table.ts'
import { readCalling, send } from './calls.ts'
import type { Context } from './context.ts'
import { parseLine } from './parse-line.ts'
import { readInput } from './read-input.ts'
import { invalidInput } from './read-json.ts'
import { brandIn } from './run.ts'

/** `wxdp reconcile`: compares the plans with what callbacks have told, and says what they missed. */
export async function reconcile(context: Context, flags: Flags): Promise<number> {
  const { world, screen } = context
  const calling = readCalling(context, flags)
  const known =
    typeof flags.since === 'string'
      ? await readKnown(context, flags.since)
      : new Map<string, KnownPlanChange>()
  const missed: MissedChange[] = []
  const result = await send(context, calling, {}, (call) =>
    reconcilePlans({
      client: { call },
      ...(calling.caller.kind === 'partner' && { brandIds: [brandIn(calling)] }),
      known: (planId) => known.get(planId),
      onChange: (change) => {
        missed.push(change)
        // The list of each state is read in turn, and a plan may move on meanwhile.
        known.set(change.plan_id, change)
        screen.progress(screen.say({ en: `${missed.length} missed …`, zh: `已发现 ${missed.length} 处…` }))
      },
      signal: world.signal,
      now: world.now,
    }),
  )
  screen.progress('')
  const [refusal] = result?.refused ?? []
  if (refusal) throw refusal.error
  const plans = result?.plans ?? 0
  if (flags.json) for (const change of missed) world.stdout.write(`${JSON.stringify(recordOf(change))}\n`)
  else if (missed.length > 0) for (const line of missedTable(missed, screen)) screen.print(line)
  screen.note(
    screen.say({
      en: `${counted(plans, 'plan')}, ${counted(missed.length, 'difference')}.`,
      zh: `共 ${plans} 个投放计划，${missed.length} 处差异。`,
    }),
  )
  return missed.length === 0 ? exitCodes.done : exitCodes.no
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** A line that a later run reads. */
function recordOf({ plan_id, plan_state, audit_state, modify_time, known }: MissedChange): object {
  const before = known && {
    plan_state: known.plan_state,
    audit_state: known.audit_state,
    modify_time: known.modify_time,
  }
  return { plan_id, plan_state, audit_state, modify_time, known: before ?? null }
}

function missedTable(missed: readonly MissedChange[], { say, style }: Screen): string[] {
  const states = (change: KnownPlanChange | undefined): string =>
    change ? plain(`${change.plan_state}, ${change.audit_state}`) : '-'
  const [head = '', ...rows] = table([
    [
      say({ en: 'PLAN', zh: '计划 ID' }),
      say({ en: 'NAME', zh: '名称' }),
      say({ en: 'KNOWN', zh: '已知状态' }),
      say({ en: 'NOW', zh: '当前状态' }),
    ],
    ...missed.map((change) => [
      plain(change.plan_id),
      plain(change.plan.plan_name),
      states(change.known),
      states(change),
    ]),
  ])
  return [style('bold', head), ...rows]
}

/**
 * The last change of each plan in lines of JSON: those of `wxdp listen --json`, and those of an earlier run.
 *
 * @throws {ProgramError} `WXDP_FILE_UNREADABLE`, `WXDP_INPUT_INVALID`
 */
async function readKnown(context: Context, file: string): Promise<Map<string, KnownPlanChange>> {
  const text = new TextDecoder().decode(await readInput(context, file))
  const known = new Map<string, KnownPlanChange>()
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const value = parseLine(line)
    if (value === undefined) {
      throw invalidInput(context, {
        en: `${file}, line ${at + 1}: expected JSON of wxdp listen --json or wxdp reconcile --json.`,
        zh: `${file} 第 ${at + 1} 行：应为 wxdp listen --json 或 wxdp reconcile --json 输出的 JSON。`,
      })
    }
    const { resource } = value
    const change = changeIn(resource ?? value)
    if (change && !isStaleChange(change, known.get(change.plan_id))) known.set(change.plan_id, change)
  }
  return known
}

/** A change of a plan; `undefined` for a callback of another kind, or one that was refused. */
function changeIn(value: unknown): (KnownPlanChange & { readonly plan_id: string }) | undefined {
  const { plan_id, plan_state, audit_state, modify_time } = Object(value) as Record<string, unknown>
  const texts = [plan_id, plan_state, audit_state, modify_time]
  if (!texts.every((text) => typeof text === 'string')) return undefined
  return { plan_id, plan_state, audit_state, modify_time } as KnownPlanChange & { plan_id: string }
}
