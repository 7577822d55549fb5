import { expect, it } from 'vitest'
import { budgets, sizes } from '../sizes.ts'

it('finds a bundle over its budget and one that has what it does not need', async () => {
  const entry = budgets.client?.entry ?? []
  const { violations } = await sizes('', {
    client: { bytes: 1, entry, without: ['/v3/marketing/partner'] },
  })
  expect(violations).toEqual([
    expect.stringMatching(/client: \d+ bytes over/),
    expect.stringMatching(/client: the bundle has \/v3\/marketing\/partner/),
  ])
})
