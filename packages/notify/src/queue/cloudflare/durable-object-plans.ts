import { wrongOption } from '../../errors.ts'
import { createPlanStore, type PlanStore } from '../plan-store.ts'
import type { PlanFound, PlanStep } from './plan-object.ts'

/** The parts of a namespace that the store uses. Cloudflare's `DurableObjectNamespace` has this form. */
export interface PlanNamespace {
  idFromName(name: string): unknown
  get(id: unknown): {
    fetch(url: string, init: { method: string; body: string }): Promise<{ text(): Promise<string> }>
  }
}

export interface DurableObjectPlansOptions {
  /** The binding whose class is `PlanObject`. */
  readonly namespace: PlanNamespace
}

/**
 * Makes the store that keeps the order of plans in Durable Objects: one object a plan, which stores a few hundred bytes.
 * A change that is applied costs three requests to it.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 *
 * @example
 * const plans = createDurableObjectPlans({ namespace: env.PLANS })
 * const known = await plans.known('12000000000000000000000000000001')
 */
export function createDurableObjectPlans({ namespace }: DurableObjectPlansOptions): PlanStore {
  if (typeof namespace?.idFromName !== 'function') {
    throw wrongOption('namespace must be a binding of Durable Objects', namespace)
  }
  const take = async (planId: string, step: PlanStep): Promise<PlanFound> => {
    // A stub that has failed once keeps failing, so each step gets a new one.
    const object = namespace.get(namespace.idFromName(JSON.stringify(planId).slice(1, -1)))
    const init = { method: 'POST', body: JSON.stringify(step) }
    return JSON.parse(await (await object.fetch('https://plan.invalid/', init)).text()) as PlanFound
  }
  return createPlanStore({
    async read(planId) {
      const { text, now } = await take(planId, {})
      return { text, now }
    },
    replace: async (planId, text, next) => (await take(planId, { text, next })).text === text,
  })
}
