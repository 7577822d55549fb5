import type { CauseNumber } from './causes.ts'
import { type FieldPlace, type Fields, wrongField } from './fields.ts'

/** Why a field must be there, or must not. */
export interface Presence {
  /** The condition, such as `usage_mode=SINGLE`. */
  readonly when: string
  readonly place: FieldPlace
  /** Default: that of the place. */
  readonly cause?: CauseNumber | undefined
}

/** @throws Refusal */
export function requirePresence(values: Fields, name: string, { when, place, cause }: Presence): void {
  if (values[name] !== undefined) return
  const issue = { zh: `${when}时不可为空`, en: `it is required when ${when}` }
  throw wrongField(name, { value: '', issue, place, cause })
}

/** @throws Refusal */
export function requireAbsence(values: Fields, name: string, { when, place, cause }: Presence): void {
  if (values[name] === undefined) return
  const issue = { zh: `${when}时不可填写`, en: `it must not be sent when ${when}` }
  throw wrongField(name, { value: values[name], issue, place, cause })
}

/**
 * A field that is there if a condition holds, and only then.
 *
 * @param presence `cause` is for a missing field. One too many has that of the place.
 * @throws Refusal
 */
export function requireOnlyIf(condition: boolean, values: Fields, name: string, presence: Presence): void {
  const { when, place } = presence
  if (condition) requirePresence(values, name, presence)
  if (condition || values[name] === undefined) return
  const issue = { zh: `仅在${when}时可填写`, en: `it may be sent only when ${when}` }
  throw wrongField(name, { value: values[name], issue, place })
}

/**
 * Two fields that are there together or not at all.
 *
 * @throws Refusal
 */
export function requirePair(
  values: Fields,
  [one, other]: readonly [string, string],
  place: FieldPlace,
): void {
  if (values[one] !== undefined) requirePresence(values, other, { when: `${one} is given`, place })
  if (values[other] !== undefined) requirePresence(values, one, { when: `${other} is given`, place })
}
