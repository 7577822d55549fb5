import * as core from '@wxdp/core'
import * as coupon from '@wxdp/core/coupon'
import * as security from '@wxdp/core/security'

/** Every notification that core defines. */
export const kinds: readonly core.AnyNotificationDefinition[] = [core, coupon, security].flatMap(
  (entryPoint) =>
    Object.values(entryPoint).filter((value) => typeof value === 'object' && 'eventTypes' in value),
)
