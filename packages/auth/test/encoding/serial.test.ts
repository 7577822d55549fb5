import { expect, it } from 'vitest'
import { serialOf } from '../../src/encoding/serial.ts'

it.each([
  ['00', [0x00]],
  ['0A', [0x0a]],
  ['FF', [0x00, 0xff]],
  ['01000A', [0x01, 0x00, 0x0a]],
])('the serial %s is that of its INTEGER', (serialNo, integer) => {
  expect(serialOf(Uint8Array.from(integer))).toBe(serialNo)
})
