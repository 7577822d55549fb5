import { expect, it } from 'vitest'
import { shaking } from '../shaking.ts'

it('finds other endpoints in the bundle of one', async () => {
  const all = (entryPoint: string): string => `export * from '@wxdp/core/${entryPoint}'`
  const { violations } = await shaking('', all)
  for (const expected of [
    /partner\.createPlan: its bundle holds .*terminate, too/,
    /brand\.pausePlan: its bundle holds .*submit, too/,
  ]) {
    expect(violations).toContainEqual(expect.stringMatching(expected))
  }
})
