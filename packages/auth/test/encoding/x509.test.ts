// What OpenSSL does not issue. test/keys/certificate.test.ts has what it does.
import { describe, expect, it } from 'vitest'
import { encodeElement as element } from '../../src/encoding/der.ts'
import { parseX509 } from '../../src/encoding/x509.ts'

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1')
const [isTrue, isFalse] = [element(0x01, [0xff]), element(0x01, [0x00])]
const sha256WithRsa = element(
  0x30,
  element(0x06, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]),
  element(0x05),
)
const issuer = element(
  0x30,
  element(0x31, element(0x30, element(0x06, [0x55, 4, 3]), element(0x0c, ascii('root')))),
)
const subject = element(0x30)
const publicKey = element(0x30, sha256WithRsa, element(0x03, [0, 1]))
const utcTime = (text: string) => element(0x17, ascii(text))
const generalizedTime = (text: string) => element(0x18, ascii(text))
const [begin, end] = [utcTime('260101000000Z'), utcTime('270101000000Z')]
const version = (...contents: Uint8Array[]) => element(0xa0, ...contents)
const integer = (...bytes: number[]) => element(0x02, bytes)
const extension = (id: number[], ...members: Uint8Array[]) => element(0x30, element(0x06, id), ...members)
const extensions = (...members: Uint8Array[]) => element(0xa3, element(0x30, ...members))
const constraintsId = [0x55, 0x1d, 0x13]
const constraints = (...members: Uint8Array[]) =>
  extensions(extension(constraintsId, element(0x04, element(0x30, ...members))))

interface Parts {
  readonly version?: Uint8Array
  readonly serial?: Uint8Array
  readonly innerAlgorithm?: Uint8Array
  readonly times?: readonly Uint8Array[]
  readonly publicKey?: Uint8Array
  readonly fields?: readonly Uint8Array[]
  readonly signature?: Uint8Array
  readonly more?: Uint8Array
}

function certificateOf(parts: Parts = {}): Uint8Array {
  const { serial = integer(7), innerAlgorithm = sha256WithRsa, times = [begin, end], fields = [] } = parts
  const validity = element(0x30, ...times)
  const toBeSigned = element(
    0x30,
    parts.version ?? version(integer(2)),
    serial,
    innerAlgorithm,
    issuer,
    validity,
    subject,
    parts.publicKey ?? publicKey,
    ...fields,
  )
  const signature = parts.signature ?? element(0x03, [0, 1, 2, 3])
  return element(0x30, toBeSigned, sha256WithRsa, signature, parts.more ?? [])
}
const parse = (parts?: Parts) => parseX509(certificateOf(parts))

describe('parseX509', () => {
  it('takes a certificate apart', () => {
    expect(parse()).toEqual({
      toBeSigned: certificateOf().subarray(2, -(sha256WithRsa.length + 6)),
      signature: Uint8Array.of(1, 2, 3),
      algorithm: '1.2.840.113549.1.1.11',
      serialNo: '07',
      issuer: { commonName: 'root', text: 'CN=root', der: issuer },
      subject: { commonName: undefined, text: '', der: subject },
      notBefore: new Date('2026-01-01T00:00:00Z'),
      notAfter: new Date('2027-01-01T00:00:00Z'),
      publicKey,
      isAuthority: false,
      pathLength: undefined,
      critical: [],
    })
  })

  it.each([
    ['version 1, written out', version(integer(0))],
    ['version 2', version(integer(1))],
    ['no version', new Uint8Array()],
  ])('accepts %s', (_, given) => {
    expect(parse({ version: given }).serialNo).toBe('07')
  })

  it.each<[string, Parts]>([
    ['version 4', { version: version(integer(3)) }],
    ['an empty version', { version: version() }],
    ['a version of two numbers', { version: version(integer(2), integer(2)) }],
    ['a version that is an ENUMERATED', { version: version(element(0x0a, [2])) }],
    ['two versions', { version: Buffer.concat([version(integer(2)), version(integer(2))]) }],
    ['a negative serial', { serial: integer(0x80) }],
    ['a serial with a zero byte too many', { serial: integer(0, 7) }],
    ['a serial that is an ENUMERATED', { serial: element(0x0a, [7]) }],
    ['two algorithms that differ', { innerAlgorithm: element(0x30, sha256WithRsa.subarray(2, -2)) }],
    ['a signature that ends within a byte', { signature: element(0x03, [1, 2]) }],
    ['a signature that is an OCTET STRING', { signature: element(0x04, [0, 1]) }],
    ['a public key without its algorithm', { publicKey: element(0x30, element(0x03, [0, 1])) }],
    [
      'a public key with a third member',
      { publicKey: element(0x30, sha256WithRsa, element(0x03, [0]), isTrue) },
    ],
    [
      'a public key that ends within a byte',
      { publicKey: element(0x30, sha256WithRsa, element(0x03, [1, 2])) },
    ],
    [
      'an algorithm with a third member',
      {
        publicKey: element(
          0x30,
          element(0x30, element(0x06, [0x2a]), element(0x05), element(0x05)),
          element(0x03, [0, 1]),
        ),
      },
    ],
    ['a fourth member', { more: element(0x05) }],
    ['three times', { times: [begin, end, end] }],
    ['one time', { times: [begin] }],
    ['a field of another kind at the end', { fields: [element(0x05)] }],
    ['an unknown field at the end', { fields: [element(0xa4)] }],
    ['extensions twice', { fields: [constraints(isTrue), constraints(isTrue)] }],
    ['fields in another order', { fields: [element(0x82, [0]), element(0x81, [0])] }],
    ['extensions that are a SET', { fields: [element(0xa3, element(0x31))] }],
    ['two lists of extensions', { fields: [element(0xa3, element(0x30), element(0x30))] }],
    ['no list of extensions', { fields: [element(0xa3)] }],
    ['an extension twice', { fields: [extensions(...[1, 2].map(() => extension([0x2a], element(0x04))))] }],
    ['an extension without a value', { fields: [extensions(extension(constraintsId, isTrue))] }],
    [
      'an extension with more after its value',
      { fields: [extensions(extension([0x2a], isTrue, element(0x04), element(0x05)))] },
    ],
    ['an extension whose value is a SEQUENCE', { fields: [extensions(extension([0x2a], element(0x30)))] }],
    [
      'constraints that are not DER',
      { fields: [extensions(extension(constraintsId, element(0x04, [0x30, 0x80, 0, 0])))] },
    ],
    ['constraints with a second BOOLEAN', { fields: [constraints(isTrue, isTrue)] }],
    ['a negative path length', { fields: [constraints(isTrue, integer(0x80))] }],
    ['constraints with two numbers', { fields: [constraints(isTrue, integer(0), integer(0))] }],
  ])('rejects %s', (_, parts) => {
    expect(() => parse(parts)).toThrow()
  })

  it('rejects a SET for a certificate, and anything after one', () => {
    const set = certificateOf()
    set[0] = 0x31
    expect(() => parseX509(set)).toThrow()
    expect(() => parseX509(Buffer.concat([certificateOf(), element(0x05)]))).toThrow()
  })

  it('accepts unique identifiers before the extensions', () => {
    const ids = [element(0x81, [0, 1]), element(0x82, [0, 2])]
    expect(parse({ fields: [...ids, constraints(isTrue)] }).isAuthority).toBe(true)
  })

  it.each<[string, Uint8Array, boolean]>([
    ['cA', constraints(isTrue), true],
    ['cA with a path length', constraints(isTrue, integer(0)), true],
    ['cA FALSE, written out', constraints(isFalse), false],
    ['empty constraints', constraints(), false],
    ['a path length alone', constraints(integer(0)), false],
    [
      'critical constraints',
      extensions(extension(constraintsId, isTrue, element(0x04, element(0x30, isTrue)))),
      true,
    ],
    [
      'another extension',
      extensions(extension([0x55, 0x1d, 0x0f], element(0x04, element(0x30, isTrue)))),
      false,
    ],
    ['an empty list', extensions(), false],
  ])('says whether it may issue certificates: %s', (_, field, isAuthority) => {
    expect(parse({ fields: [field] }).isAuthority).toBe(isAuthority)
  })

  const isCa = extension(constraintsId, element(0x04, element(0x30, isTrue)))
  const usage = (...value: number[]) => extension([0x55, 0x1d, 0x0f], isTrue, element(0x04, value))

  it.each<[string, number[], boolean]>([
    ['keyCertSign', [0x03, 2, 2, 0x04], true],
    ['keyCertSign and cRLSign', [0x03, 2, 1, 0x06], true],
    ['all nine', [0x03, 3, 7, 0xff, 0x80], true],
    ['cRLSign alone', [0x03, 2, 1, 0x02], false],
    ['digitalSignature', [0x03, 2, 7, 0x80], false],
    ['none', [0x03, 1, 0], false],
  ])('an authority whose key usage is %s', (_, value, isAuthority) => {
    expect(parse({ fields: [extensions(isCa, usage(...value))] }).isAuthority).toBe(isAuthority)
  })

  it.each([
    ['that is not DER', [0x03, 2, 8, 0]],
    ['that is a SEQUENCE', [0x30, 0]],
  ])('rejects a key usage of an authority %s', (_, value) => {
    expect(() => parse({ fields: [extensions(isCa, usage(...value))] })).toThrow()
  })

  it.each<[number[], number]>([
    [[0], 0],
    [[3], 3],
    [[0x7f], 0x7f],
    [[0x01, 0x00], 0x7f],
  ])('reads the path length %j', (bytes, pathLength) => {
    expect(parse({ fields: [constraints(isTrue, integer(...bytes))] }).pathLength).toBe(pathLength)
  })

  it('lists critical extensions', () => {
    const other = (isCritical: Uint8Array, ...id: number[]) =>
      extension(id, isCritical, element(0x04, [5, 0]))
    const fields = [extensions(isCa, usage(0x03, 2, 2, 0x04), other(isTrue, 0x2a), other(isFalse, 0x2b))]
    expect(parse({ fields }).critical).toEqual(['2.5.29.15', '1.2'])
  })
})

describe('a time', () => {
  it.each<[Uint8Array, string]>([
    [utcTime('500101000000Z'), '1950-01-01T00:00:00Z'],
    [utcTime('991231235959Z'), '1999-12-31T23:59:59Z'],
    [utcTime('000229120000Z'), '2000-02-29T12:00:00Z'],
    [utcTime('491231235959Z'), '2049-12-31T23:59:59Z'],
    [generalizedTime('20500101000000Z'), '2050-01-01T00:00:00Z'],
    [generalizedTime('99991231235959Z'), '9999-12-31T23:59:59Z'],
    [generalizedTime('20260101000000Z'), '2026-01-01T00:00:00Z'],
  ])('%# is %s', (time, iso) => {
    expect(parse({ times: [begin, time] }).notAfter).toEqual(new Date(iso))
  })

  it.each([
    ['a UTCTime without seconds', utcTime('2601010000Z')],
    ['a UTCTime without Z', utcTime('260101000000')],
    ['a UTCTime with an offset', utcTime('260101000000+0800')],
    ['a UTCTime of 30 February', utcTime('260230000000Z')],
    ['a UTCTime of 29 February in a year without one', utcTime('270229000000Z')],
    ['a UTCTime of month 0', utcTime('260001000000Z')],
    ['a UTCTime of month 13', utcTime('261301000000Z')],
    ['a UTCTime of day 0', utcTime('260100000000Z')],
    ['a UTCTime of hour 24', utcTime('260101240000Z')],
    ['a UTCTime of minute 60', utcTime('260101006000Z')],
    ['a UTCTime of second 60', utcTime('260101000060Z')],
    ['a UTCTime with a year of four digits', utcTime('20260101000000Z')],
    ['an ISO time', generalizedTime('2026-01-01T00:00:00.000Z')],
    ['a GeneralizedTime with fractions', generalizedTime('20260101000000.5Z')],
    ['a GeneralizedTime with a year of two digits', generalizedTime('260101000000Z')],
    ['a GeneralizedTime with other digits', element(0x18, Buffer.from('２0260101000000Z'))],
    ['an empty UTCTime', utcTime('')],
    ['an empty GeneralizedTime', generalizedTime('')],
    ['a string', element(0x13, ascii('260101000000Z'))],
  ])('that is %s is rejected', (_, time) => {
    expect(() => parse({ times: [time, end] })).toThrow()
    expect(() => parse({ times: [begin, time] })).toThrow()
  })
})
