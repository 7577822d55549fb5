import type { SandboxControl } from '../box/control.ts'
import { routes } from '../endpoints/routes.ts'
import { type Fault, faults } from '../faults/fault.ts'
import { causes } from '../http/causes.ts'
import type { ShownSandbox } from './shown-sandbox.ts'

/** What does not change. */
export interface About {
  readonly mchid: string
  readonly brandId: string
  /** For rules of faults. */
  readonly endpoints: readonly { readonly method: string; readonly path: string }[]
  readonly faults: readonly Fault[]
  /** For `refuseNext`. */
  readonly causes: readonly Cause[]
}

/** A documented business cause. */
export interface Cause {
  readonly number: number
  readonly code: string
  readonly zh: string
  readonly en: string
}

export type Counted = 'plans' | 'coupons' | 'userCoupons' | 'callbacks' | 'requests' | 'faults'

/** What every view shows. */
export interface StateOverview {
  /** The sandbox's clock. Milliseconds since 1970. */
  readonly now: number
  /** Absent if it was not set. */
  readonly notifyUrl: string | undefined
  readonly brandNotifyUrl: string | undefined
  /** Of coupons. */
  readonly couponNotifyUrl: string | undefined
  readonly brandCouponNotifyUrl: string | undefined
  readonly counts: Readonly<Record<Counted, number>>
}

/** No key and no other secret is part of it. */
export function about({ credentials, brand }: ShownSandbox): About {
  return {
    mchid: credentials.mchid,
    brandId: brand.brandId,
    endpoints: [...routes.partner, ...routes.brand].map(({ endpoint: { method, path } }) => ({
      method,
      path,
    })),
    faults,
    causes: Object.entries(causes).map(([number, [code, zh, en]]) => ({
      number: Number(number),
      code,
      zh,
      en,
    })),
  }
}

export function stateOf(control: SandboxControl): StateOverview {
  const { now, notifyUrl, brandNotifyUrl, couponNotifyUrl, brandCouponNotifyUrl } = control
  const { callbacks, requests, faults } = control
  return {
    ...{ now, notifyUrl, brandNotifyUrl, couponNotifyUrl, brandCouponNotifyUrl },
    counts: {
      plans: control.plans({ limit: 1 }).total,
      coupons: control.coupons({ limit: 1 }).total,
      userCoupons: control.userCoupons({ limit: 1 }).total,
      callbacks: callbacks.length,
      requests: requests.length,
      faults: faults.length,
    },
  }
}
