import type { PlanChange } from '@wxdp/core'
import type { SandboxControl } from '../box/control.ts'
import type { ControlStep } from '../box/sandbox-plan.ts'
import type { CallbackDelivery } from '../callbacks/delivery.ts'
import type { Duration } from '../clock/duration.ts'
import { SandboxError } from '../errors.ts'
import type { FaultRule } from '../faults/fault.ts'
import type { CouponRecipient } from '../plans/hand-out.ts'
import type { Members } from './read-json.ts'

/** @returns what is returned as JSON */
type Action = (
  control: SandboxControl,
  body: Members,
  path: Readonly<Record<string, string>>,
) => Promise<object>

/** Each action is a `POST` to its path. The control itself checks what the body has. */
export const actions: Readonly<Record<string, Action>> = {
  '/plans/:id/steps': (control, { step, reason }, { id = '' }) => {
    const take = steps[step as ControlStep]
    if (!Object.hasOwn(steps, String(step))) throw unknownStep(step)
    return deliveriesOf(take(control, id, reason))
  },
  '/plans/:id/notifications': (control, body, { id = '' }) =>
    deliveriesOf(control.sendPlanChange({ ...(body as Partial<PlanChange>), plan_id: id })),
  '/plans/:id/user-coupons': async (control, body, { id = '' }) => {
    const { userCoupon, deliveries } = await control.sendCoupon(id, body as CouponRecipient)
    return { couponCode: userCoupon.coupon_code, ...toSent(deliveries) }
  },
  '/callbacks/:id/deliveries': (control, _, { id = '' }) => deliveriesOf(control.resend(id)),
  '/faults': async (control, body) => ({ id: control.addFault(body as unknown as FaultRule) }),
  '/refusals': async (control, { cause }) => {
    control.refuseNext(cause as number)
    return {}
  },
  '/clock': async (control, { duration }) => {
    await control.advance(duration as Duration)
    return { now: control.now }
  },
}

type Take = (control: SandboxControl, id: string, reason: unknown) => Promise<readonly CallbackDelivery[]>

const steps: Readonly<Record<ControlStep, Take>> = {
  approve: ({ approve }, id) => approve(id),
  reject: ({ reject }, id, reason) => reject(id, textOf(reason)),
  exhaust: ({ exhaust }, id) => exhaust(id),
  refill: ({ refill }, id) => refill(id),
  expire: ({ expire }, id) => expire(id),
  submit: ({ submit }, id) => submit(id),
  pause: ({ pause }, id) => pause(id),
  resume: ({ resume }, id) => resume(id),
  terminate: ({ terminate }, id) => terminate(id),
}

function textOf(reason: unknown): string | undefined {
  if (reason === undefined || typeof reason === 'string') return reason
  throw new SandboxError('SANDBOX_OPTION_INVALID', 'reason: expected a string.')
}

function unknownStep(step: unknown): SandboxError {
  const known = Object.keys(steps).join(', ')
  return new SandboxError(
    'SANDBOX_OPTION_INVALID',
    `step: expected one of ${known}, found ${typeof step === 'string' ? 'another string' : typeof step}.`,
  )
}

async function deliveriesOf(sending: Promise<readonly CallbackDelivery[]>): Promise<object> {
  return toSent(await sending)
}

function toSent(deliveries: readonly CallbackDelivery[]): object {
  return {
    deliveries: deliveries.map(({ kind, attempt, status, error, problem }) => ({
      ...{ kind, attempt, status, problem },
      error: error?.code,
    })),
  }
}
