import type { DeliveryPlan, Endpoint } from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { planFields, planTable } from '../calls/plan-table.ts'
import { ProgramError } from '../errors.ts'
import type { Text } from '../language/language.ts'
import type { Flags } from '../settings/read-settings.ts'
import { confirm } from '../terminal/confirm.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { plain } from '../terminal/plain.ts'
import { readCalling, send } from './calls.ts'
import type { Context } from './context.ts'
import { findPlan, pagesOf } from './find-plan.ts'

/** `wxdp plans list`. */
export async function listPlans(context: Context, flags: Flags): Promise<number> {
  const { screen } = context
  const calling = readCalling(context, flags)
  const filter = { plan_state: flags.state, audit_state: flags.auditState } as brand.ListPlansInput
  const plans = await send(context, calling, flags, async (call) => {
    const found: DeliveryPlan[] = []
    for await (const plan of pagesOf(call, calling, filter)) {
      found.push(plan)
      if (found.length % 50 === 0) {
        screen.progress(screen.say({ en: `${found.length} plans …`, zh: `已读取 ${found.length} 个计划…` }))
      }
    }
    screen.progress('')
    return found
  })
  if (plans === undefined) return exitCodes.done
  if (flags.json) screen.printJson(plans)
  else if (plans.length === 0)
    screen.note(screen.say({ en: 'There are no such plans.', zh: '没有符合条件的计划。' }))
  else for (const line of planTable(plans, screen)) screen.print(line)
  return exitCodes.done
}

/** `wxdp plans get PLAN_ID`. */
export async function getPlan(context: Context, planId: string, flags: Flags): Promise<number> {
  const { screen } = context
  const calling = readCalling(context, flags)
  const plan = await send(context, calling, flags, (call) => findPlan(call, calling, planId))
  if (plan === undefined) return exitCodes.done
  if (flags.json) screen.printJson(plan)
  else for (const line of planFields(plan, screen)) screen.print(line)
  return exitCodes.done
}

/** What a command does to a plan. */
interface Step {
  readonly brand: Endpoint<{ readonly plan_id: string }, undefined>
  /** Absent if only brands can do it. */
  readonly partner?: Endpoint<{ readonly plan_id: string }, undefined>
  /** Asked before, if it cannot be undone. */
  readonly question?: (planId: string) => Text
  readonly done: (planId: string) => Text
}

/** What a command does, by its name. */
export type StepName = 'terminate' | 'submit' | 'pause' | 'resume'

const steps: Readonly<Record<StepName, Step>> = {
  terminate: {
    brand: brand.terminatePlan,
    partner: partner.terminatePlan,
    question: (id) => ({ en: `Plan ${id} ends for good.`, zh: `投放计划 ${id} 将永久终止。` }),
    done: (id) => ({ en: `Plan ${id} has ended.`, zh: `投放计划 ${id} 已终止。` }),
  },
  submit: {
    brand: brand.submitPlan,
    question: (id) => ({
      en: `The draft of plan ${id} goes to audit and cannot be taken back.`,
      zh: `投放计划 ${id} 的草稿将提交审核，无法撤回。`,
    }),
    done: (id) => ({ en: `Plan ${id} is being audited.`, zh: `投放计划 ${id} 已提交审核。` }),
  },
  pause: {
    brand: brand.pausePlan,
    done: (id) => ({ en: `Plan ${id} is paused.`, zh: `投放计划 ${id} 已暂停。` }),
  },
  resume: {
    brand: brand.resumePlan,
    done: (id) => ({ en: `Plan ${id} resumes.`, zh: `投放计划 ${id} 已恢复。` }),
  },
}

/** `wxdp plans terminate|submit|pause|resume PLAN_ID`. */
export async function changePlan(
  context: Context,
  name: StepName,
  planId: string,
  flags: Flags,
): Promise<number> {
  const { world, screen } = context
  const step = steps[name]
  const calling = readCalling(context, flags)
  const endpoint = calling.caller.kind === 'brand' ? step.brand : step.partner
  if (!endpoint) {
    throw new ProgramError(
      'WXDP_USAGE',
      screen.say({
        en: `Only a brand can ${name} a plan, and MCHID is set. Call as the brand: BRAND_ID with its own keys, without MCHID.`,
        zh: `只有品牌可以执行 ${name}，但已设置 MCHID。请以品牌身份调用：使用 BRAND_ID 和品牌自己的密钥，不设置 MCHID。`,
      }),
    )
  }
  if (step.question && !flags.yes && !flags.dryRun) await confirm(step.question(plain(planId)), world, screen)
  const sent = await send(context, calling, flags, async (call) => {
    await call(endpoint, { plan_id: planId })
    return true
  })
  if (!sent) return exitCodes.done
  if (flags.json) screen.printJson({ plan_id: planId, done: name })
  else screen.print(screen.say(step.done(plain(planId))))
  return exitCodes.done
}
