import { describe, expect, it } from 'vitest'
import { certificateFacts } from '../../src/encoding/certificate-facts.ts'
import { encodeElement as element } from '../../src/encoding/der.ts'

const serial = element(0x02, [7])
const empty = element(0x30)
const common = (...value: number[]) =>
  element(0x30, element(0x31, element(0x30, element(0x06, [0x55, 0x04, 0x03]), element(0x0c, value))))
const certificate = (...members: Uint8Array[]) => element(0x30, element(0x30, ...members), empty)
const [zero, nine] = [0x30, 0x39]

describe('certificateFacts', () => {
  it('finds the fields by position, with a version or without', () => {
    const facts = { serialNo: '07', publicKey: element(0x30, [0x05, 0x00]), isMerchants: true }
    const members = [serial, empty, empty, empty, common(nine, zero), facts.publicKey]
    expect(certificateFacts(certificate(...members))).toEqual(facts)
    expect(certificateFacts(certificate(element(0xa0, [0x02, 0x01, 0x02]), ...members))).toEqual(facts)
  })

  it.each([
    ['without a key', [serial, empty, empty, empty, common(nine)]],
    ['without a subject', [serial, empty, empty, empty]],
    ['without fields', []],
    ['whose serial is not an INTEGER', [empty, empty, empty, empty, common(nine), empty]],
  ])('finds nothing in a certificate %s', (_, members) => {
    expect(certificateFacts(certificate(...members))).toBeUndefined()
  })

  it.each([
    [
      'the digits are another part of the name',
      element(0x30, element(0x31, element(0x30, element(0x06, [0x55, 0x04, 0x0a]), element(0x0c, [nine])))),
    ],
    [
      'the type is longer',
      element(
        0x30,
        element(0x31, element(0x30, element(0x06, [0x55, 0x04, 0x03, 0x01]), element(0x0c, [nine]))),
      ),
    ],
    ['the value is missing', element(0x30, element(0x31, element(0x30, element(0x06, [0x55, 0x04, 0x03]))))],
    ['a part is empty', element(0x30, element(0x31, empty))],
    ['there is more than digits', common(nine, 0x61)],
    ['there is no digit', common()],
  ])('it is not a merchant certificate if %s', (_, name) => {
    expect(certificateFacts(certificate(serial, empty, empty, empty, name, empty))?.isMerchants).toBe(false)
  })
})
