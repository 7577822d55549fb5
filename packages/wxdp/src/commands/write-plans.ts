import {
  CoreError,
  checkInput,
  checkPlanUpdate,
  type DeliveryPlan,
  type Endpoint,
  type PlanChanges,
  toRequest,
} from '@wxdp/core'
import * as brand from '@wxdp/core/brand'
import * as partner from '@wxdp/core/partner'
import { describeChange } from '../calls/describe-change.ts'
import { fieldsIn, type PlanWrite } from '../calls/plan-flags.ts'
import { planFields } from '../calls/plan-table.ts'
import { createRequestNumber } from '../calls/request-number.ts'
import { describeIssue } from '../language/describe-issue.ts'
import type { Flags } from '../settings/read-settings.ts'
import { confirm } from '../terminal/confirm.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { plain } from '../terminal/plain.ts'
import { type Calling, readCalling, send } from './calls.ts'
import type { Context } from './context.ts'
import { brandIn, findPlan } from './find-plan.ts'
import { invalidInput, readJsonObject } from './read-json.ts'

/** `wxdp plans create`. */
export async function createPlan(context: Context, flags: Flags): Promise<number> {
  const { world, screen } = context
  const calling = readCalling(context, flags)
  const { made, fields: given } = await readFields(context, flags, 'create')
  const fields = { reuse_coupon_config: false, ...given }
  const isPartner = calling.caller.kind === 'partner'
  // The brand of the file counts, unless a flag names another one.
  const ownBrand = flags.brandId === undefined ? given.brand_id : undefined
  const input = isPartner ? { ...fields, brand_id: ownBrand ?? brandIn(calling) } : fields
  const write = isPartner ? asWrite(partner.createPlan, input) : asWrite(brand.createPlan, input)
  check(context, calling, write)
  if (!flags.yes && !flags.dryRun && given.save_as_draft !== true) {
    const question = {
      en: 'The new plan goes to audit at once, and delivers by itself when it has passed.',
      zh: '新的投放计划将立即提交审核，审核通过后自动投放。',
    }
    await confirm(question, world, screen)
  }
  if (made !== undefined) noteNumber(context, made)
  return write.run(context, calling, flags)
}

/** `wxdp plans update PLAN_ID`. */
export async function updatePlan(context: Context, planId: string, flags: Flags): Promise<number> {
  const { world, screen } = context
  const calling = readCalling(context, flags)
  const { made, fields } = await readFields(context, flags, 'update')
  if (fields.plan_id !== undefined && fields.plan_id !== planId) {
    throw invalidInput(context, {
      en: `The file is for plan ${plain(String(fields.plan_id))}, and the command for ${plain(planId)}.`,
      zh: `文件针对投放计划 ${plain(String(fields.plan_id))}，而命令针对 ${plain(planId)}。`,
    })
  }
  const input = { ...fields, plan_id: planId }
  const endpoint = calling.caller.kind === 'partner' ? partner.updatePlan : brand.updatePlan
  const write = asWrite(endpoint, input)
  check(context, calling, write)
  if (!flags.dryRun) {
    await showChange(context, calling, { planId, change: fields.modify_content as PlanChanges })
    const question = {
      en: `Plan ${plain(planId)} changes when this has passed its audit. Counts and the end can only grow.`,
      zh: `审核通过后，投放计划 ${plain(planId)} 将按此修改。库存、上限和结束时间只能增加或延后。`,
    }
    if (!flags.yes) await confirm(question, world, screen)
  }
  if (made !== undefined) noteNumber(context, made)
  const code = await write.run(context, calling, flags)
  if (!flags.dryRun) {
    screen.note(
      screen.say({
        en: 'The change is being audited. Until it passes, the plan delivers as it was.',
        zh: '修改正在审核。通过之前，投放计划按原内容投放。',
      }),
    )
  }
  return code
}

/**
 * Shows what changes: each field with its value now and its new one.
 *
 * @throws {CoreError} `CORE_INPUT_INVALID` if the documentation rules the change out
 */
async function showChange(
  context: Context,
  calling: Calling,
  { planId, change }: { readonly planId: string; readonly change: PlanChanges },
): Promise<void> {
  await send(context, calling, {}, async (call) => {
    const plan = await findPlan(call, calling, planId)
    for (const line of describeChange(plan, change, context.screen)) context.screen.note(line)
    const issues = checkPlanUpdate(plan, change)
    if (issues.length > 0) throw new CoreError('CORE_INPUT_INVALID', 'updatePlan', { issues })
  })
}

interface Given {
  readonly fields: Readonly<Record<string, unknown>>
  /** The number of the request, if it was made here. */
  readonly made: string | undefined
}

/** The fields of the file, and those of flags before them. */
async function readFields(context: Context, flags: Flags, use: PlanWrite): Promise<Given> {
  const file = typeof flags.file === 'string' ? await readJsonObject(context, flags.file) : {}
  const { out_request_no = file.out_request_no, ...fields } = fieldsIn(flags, use)
  const made = out_request_no === undefined ? createRequestNumber(use, context.world.now()) : undefined
  const number = out_request_no ?? made
  if (use === 'create') return { fields: { ...file, ...fields, out_request_no: number }, made }
  const content = Object(file.modify_content ?? {}) as object
  return { fields: { ...file, out_request_no: number, modify_content: { ...content, ...fields } }, made }
}

/** A call that writes a plan, and its input, which may be anything that people write. */
interface Write {
  /** Every broken rule is thrown, and every warning returned. */
  check(sandbox: boolean): ReturnType<typeof checkInput>
  run(context: Context, calling: Calling, flags: Flags): Promise<number>
}

function asWrite<Input>(endpoint: Endpoint<Input, { readonly plan: DeliveryPlan }>, fields: object): Write {
  const input = fields as Input
  return {
    check(sandbox) {
      toRequest(endpoint, input, { sandbox })
      return checkInput(endpoint, input, { sandbox })
    },
    async run(context, calling, flags) {
      const { screen } = context
      const output = await send(context, calling, flags, (call) => call(endpoint, input))
      if (output === undefined) return exitCodes.done
      const { out_request_no } = fields as { out_request_no?: unknown }
      if (flags.json) screen.printJson({ out_request_no, plan: output.plan })
      else for (const line of planFields(output.plan, screen)) screen.print(line)
      return exitCodes.done
    },
  }
}

/** @throws {CoreError} `CORE_INPUT_INVALID` */
function check({ screen }: Context, { settings }: Calling, write: Write): void {
  for (const issue of write.check(settings.isSandbox)) {
    const line = plain(describeIssue(issue, screen.language))
    screen.note(screen.say({ en: `Warning: ${line}`, zh: `警告：${line}` }))
  }
}

/** Before the call: after a time-out, the number is what makes a repetition safe. */
function noteNumber({ screen }: Context, number: string): void {
  screen.note(
    screen.say({
      en: `out_request_no ${number}. To repeat the call: the same fields, and --out-request-no ${number}`,
      zh: `out_request_no ${number}。如需重试，请使用相同的字段和 --out-request-no ${number}`,
    }),
  )
}
