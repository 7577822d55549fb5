import { widthOf } from '../../plan/width.ts'
import {
  advice,
  type Fields,
  fieldsOf,
  forbidden,
  type Issue,
  listIn,
  onlyIf,
  pair,
  required,
} from './issue.ts'

const program = ['mini_program_appid', 'mini_program_path'] as const

/** How a coupon looks: which fields its scope needs, and what a user can pick. */
export function displayIssues(value: unknown, at: string, scope: unknown): Issue[] {
  const display = fieldsOf(value)
  const when = 'when scope is SINGLE'
  const { name } = display
  return [
    ...(scope === 'SINGLE'
      ? ['original_price', 'combo_package_list'].flatMap((field) => required(display, at, field, when))
      : []),
    ...listIn(display.combo_package_list).flatMap((each, i) =>
      packageIssues(fieldsOf(each), `${at}/combo_package_list/${i}`),
    ),
    ...(typeof name === 'string' && widthOf(name) > 24
      ? [
          advice({
            path: `${at}/name`,
            rule: 'for_plan',
            message: 'A delivery plan that reuses the name needs at most 12 Chinese or 24 Latin characters.',
          }),
        ]
      : []),
  ]
}

function packageIssues({ pick_count, choice_list }: Fields, at: string): Issue[] {
  const choices = listIn(choice_list)
  const pairs = choices.flatMap((each, i) => pair(fieldsOf(each), `${at}/choice_list/${i}`, program))
  if (typeof pick_count !== 'number' || !Array.isArray(choice_list) || pick_count <= choices.length) {
    return pairs
  }
  const message = `At most as many as choice_list has; expected up to ${choices.length}; found ${pick_count}.`
  const issue = { path: `${at}/pick_count`, rule: 'pick_count', message, expected: `<=${choices.length}` }
  return [...pairs, { ...issue, found: String(pick_count) }]
}

/** How a coupon is redeemed: each way needs its own fields. */
export function usageDisplayIssues(value: unknown, at: string): Issue[] {
  const display = fieldsOf(value)
  const methods = listIn(display.coupon_usage_method_list)
  if (methods.length === 0) return []
  const jump = display.app_jump_type
  const has = (method: string): boolean => methods.includes(method)
  const lists = (method: string): string => `when coupon_usage_method_list has ${method}`
  const jumps = (type: string): string => `when app_jump_type is ${type}`
  return [
    ...program.flatMap((name) => onlyIf(has('MINI_PROGRAM'), display, at, [name, lists('MINI_PROGRAM')])),
    ...onlyIf(has('APP'), display, at, ['app_jump_type', lists('APP')]),
    ...onlyIf(jump === 'H5', display, at, ['app_path', jumps('H5')]),
    ...onlyIf(jump === 'PASSCODE_LINK', display, at, ['passcode_link', jumps('PASSCODE_LINK')]),
    // An error text demands it; no page describes it. So it is not required here.
    ...(jump === 'USAGE_GUIDE'
      ? []
      : forbidden(display, at, 'usage_guide', `unless app_jump_type is USAGE_GUIDE`)),
    ...pair(fieldsOf(display.coupon_available_store_info), `${at}/coupon_available_store_info`, program),
    ...(has('OFFLINE')
      ? [
          advice({
            path: `${at}/coupon_usage_method_list`,
            rule: 'for_plan',
            message: 'A delivery plan does not take OFFLINE.',
          }),
        ]
      : []),
  ]
}
