import { sameSerial } from '@wxdp/auth'
import { expect, it } from 'vitest'
import { normalizeSerial } from '../../src/identities/serial.ts'

it.each([
  ['serial=5157f09e', '5157F09E'],
  ['51:57:f0:9e\n', '5157F09E'],
  [' 5157 F09E ', '5157F09E'],
  ['serialNumber = 5157F09E', '5157F09E'],
  ['PUB_KEY_ID_01', 'PUB_KEY_ID_01'],
])('a serial written as %j is %s', (written, serial) => {
  expect(normalizeSerial(written)).toBe(serial)
})

it('serials are the same number with and without leading zeros', () => {
  expect(sameSerial('00ab', 'AB')).toBe(true)
  expect(sameSerial('AB0', 'AB')).toBe(false)
})
