import { type Check, characters } from '../../http/value-checks.ts'

/** An id of a coupon, a batch or a group. */
export const id: Check = characters(40)

/** Why something is deactivated. */
export const reason: Check = characters(150)
