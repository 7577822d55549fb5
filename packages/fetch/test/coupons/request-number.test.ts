import { createHash } from 'node:crypto'
import { requestNumber } from '@wxdp/fetch/coupon'
import { expect, it } from 'vitest'

const code = 'SYN0000000000000000001'

it('is the same in every version: the beginning of a SHA-256 over the texts as JSON', async () => {
  const hash = createHash('sha256').update(`["confirm","${code}"]`).digest('hex')
  expect(await requestNumber('confirm', code)).toBe(hash.slice(0, 40))
})

it('differs by kind, and by every text, wherever they are divided', async () => {
  const numbers = await Promise.all([
    requestNumber('confirm', code),
    requestNumber('use', code),
    requestNumber('use', code, '1'),
    requestNumber('use', `${code}1`),
    requestNumber('use', '券'),
  ])
  expect(new Set(numbers).size).toBe(numbers.length)
  for (const number of numbers) expect(number).toMatch(/^[0-9a-f]{40}$/)
})

it.each([
  [[]],
  [['confirm']],
  [['confirm', '']],
  [['', code]],
  [['confirm', 7]],
  [['confirm', code, undefined]],
])('refuses %o', async (texts) => {
  await expect(Reflect.apply(requestNumber, undefined, texts)).rejects.toThrow(/must be strings/)
})
