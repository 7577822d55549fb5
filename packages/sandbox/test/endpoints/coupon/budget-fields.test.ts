import { expect, it } from 'vitest'
import { checkBudget } from '../../../src/endpoints/coupon/budget-fields.ts'
import { changed, inputsOf, type Json, refusalOf } from '../../support/coupon-bodies.ts'

const [all, daily] = inputsOf('updateStockBudget') as [Json, Json]

it('a budget may change as its page shows it', () => {
  for (const kind of ['partner', 'brand'] as const) {
    for (const body of inputsOf('updateStockBudget', kind)) {
      expect(refusalOf(() => checkBudget(body, kind))).toBeUndefined()
    }
  }
})

it.each<[Json, Json, string]>([
  [all, { '/update_mode': 'BOTH' }, '400 PARAM_ERROR /update_mode 268578101'],
  [all, { '/update_mode': undefined }, '400 PARAM_ERROR /update_mode 268578101'],
  [all, { '/current_max_count': undefined }, '400 INVALID_REQUEST /current_max_count 268578651'],
  [all, { '/target_max_count': undefined }, '400 INVALID_REQUEST /target_max_count 268578651'],
  [all, { '/target_max_count': 100_000_001 }, '400 PARAM_ERROR /target_max_count 268578101'],
  [all, { '/target_max_count': 0 }, '400 PARAM_ERROR /target_max_count 268578101'],
  [all, { '/target_max_count_per_day': 1 }, '400 PARAM_ERROR /target_max_count_per_day 268578101'],
  [
    daily,
    { '/current_max_count_per_day': undefined },
    '400 INVALID_REQUEST /current_max_count_per_day 268578653',
  ],
  [
    daily,
    { '/target_max_count_per_day': undefined },
    '400 INVALID_REQUEST /target_max_count_per_day 268578653',
  ],
  [daily, { '/current_max_count': 1 }, '400 PARAM_ERROR /current_max_count 268578101'],
])('a budget of %j must not have %j', (body, changes, refusal) => {
  expect(refusalOf(() => checkBudget(changed(body, changes), 'partner'))).toBe(refusal)
})
