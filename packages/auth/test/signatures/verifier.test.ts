import { createVerifier, type HeaderSource, type Keyring, type VerifierOptions } from '@wxdp/auth'
import { signMessage } from '@wxdp/auth/platform'
import { codeOf, keys, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { certificateFor } from '@wxdp-internal/fixtures/openssl'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const platformSerial = keys.platform.serialNo
const { privateKey, publicKey } = freshKeyPair()
const seconds = 1_700_000_000
const now = (): number => seconds * 1000
const body = utf8('{"a":1}')
const platformKeys = { [platformSerial]: publicKey }
const verifier = createVerifier({ keys: platformKeys, now })
const signed = await signMessage({ body, serialNo: platformSerial, privateKey, timestamp: seconds })
const lower = Object.fromEntries(Object.entries(signed).map(([name, value]) => [name.toLowerCase(), value]))
const withHeader = (name: string, value: unknown): HeaderSource =>
  ({ ...lower, [name]: value }) as HeaderSource

describe('headers', () => {
  it('may be a Headers object, or a record in lower case, as sent or with arrays', async () => {
    const lists = Object.fromEntries(Object.entries(lower).map(([name, value]) => [name, [value]]))
    for (const headers of [new Headers({ ...signed }), lower, { ...signed }, lists]) {
      await expect(verifier.verify({ headers, body })).resolves.toMatchObject({ timestamp: seconds })
    }
  })

  it('are rejected if one is missing, or twice in a Headers object', async () => {
    const { 'wechatpay-serial': serial, ...rest } = lower
    const twice = new Headers(lower)
    twice.append('wechatpay-serial', serial as string)
    for (const [headers, code] of [
      [rest, 'AUTH_HEADER_MISSING'],
      [new Headers(rest), 'AUTH_HEADER_MISSING'],
      [twice, 'AUTH_HEADER_INVALID'],
    ] as const) {
      expect(await codeOf(() => verifier.verify({ headers, body }))).toBe(code)
    }
  })

  it('need not include Wechatpay-Signature-Type', async () => {
    const { 'wechatpay-signature-type': _, ...rest } = lower
    await expect(verifier.verify({ headers: rest, body })).resolves.toBeDefined()
  })
})

describe('timestamp', () => {
  it('is rejected if the clock returns NaN', async () => {
    const broken = createVerifier({ keys: platformKeys, now: () => Number.NaN })
    expect(await codeOf(() => broken.verify({ headers: lower, body }))).toBe('AUTH_TIMESTAMP_EXPIRED')
  })

  it('appears in the message with the clock and the difference', async () => {
    const late = createVerifier({ keys: platformKeys, now: () => (seconds + 400) * 1000, tolerance: 60 })
    await expect(late.verify({ headers: lower, body })).rejects.toThrow(
      /1700000000 is 400 s behind this machine's clock \(1700000400\); at most 60 s/,
    )
    const early = createVerifier({ keys: platformKeys, now: () => (seconds - 400) * 1000 })
    await expect(early.verify({ headers: lower, body })).rejects.toThrow(/400 s ahead of/)
  })

  it('is checked before the serial and the signature', async () => {
    const stale = withHeader('wechatpay-timestamp', '1')
    const ring: Keyring = {
      find: () => {
        throw new Error('looked up a key')
      },
      serials: () => [],
      preferred: undefined,
    }
    const strict = createVerifier({ keys: ring, now })
    expect(await codeOf(() => strict.verify({ headers: stale, body }))).toBe('AUTH_TIMESTAMP_EXPIRED')
  })
})

describe('serial', () => {
  const serialNo = '0123456789ABCDEF0123456789ABCDEF01234567'

  it('is compared in upper case', async () => {
    const certified = createVerifier({
      keys: { [serialNo.toLowerCase()]: certificateFor(privateKey, { serialNo }) },
      now,
    })
    const headers = { ...lower, 'wechatpay-serial': serialNo.toLowerCase() }
    await expect(certified.verify({ headers, body })).resolves.toMatchObject({ serialNo })
  })

  it('is listed in the message with the known ones if it is unknown, shortened and printable', async () => {
    const error = await verifier
      .verify({ headers: withHeader('wechatpay-serial', `X\u0007\u202e${'Y'.repeat(500)}`), body })
      .catch((e: Error) => e)
    expect(error).toMatchObject({ code: 'AUTH_SERIAL_UNKNOWN' })
    expect((error as Error).message).toContain(platformSerial)
    expect((error as Error).message).toContain('X??YYY')
    expect((error as Error).message.length).toBeLessThan(400)
  })

  it('may be looked up asynchronously, and may be one of two', async () => {
    const other = freshKeyPair()
    const both = createVerifier({ keys: { [serialNo]: other.publicKey, ...platformKeys }, now })
    await expect(both.verify({ headers: lower, body })).resolves.toBeDefined()
    const find = async (serial: string) => both.keyring.find(serial)
    const ring: Keyring = { find, serials: () => [], preferred: undefined }
    const later = createVerifier({ keys: ring, now })
    await expect(later.verify({ headers: lower, body })).resolves.toBeDefined()
    const unknown = withHeader('wechatpay-serial', 'PUB_KEY_ID_1')
    await expect(later.verify({ headers: unknown, body })).rejects.toThrow(/known serials: none/)
  })

  it('of another key makes the signature invalid', async () => {
    const wrong = createVerifier({ keys: { [platformSerial]: freshKeyPair().publicKey }, now })
    expect(await codeOf(() => wrong.verify({ headers: lower, body }))).toBe('AUTH_SIGNATURE_INVALID')
  })
})

describe('signature', () => {
  it('is valid for any body, and for no other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.uint8Array({ maxLength: 400 }),
        async (one, two) => {
          const headers = {
            ...(await signMessage({ body: one, serialNo: platformSerial, privateKey, timestamp: seconds })),
          }
          await expect(verifier.verify({ headers, body: one })).resolves.toMatchObject({ body: one })
          fc.pre(Buffer.compare(one, two) !== 0)
          expect(await codeOf(() => verifier.verify({ headers, body: two }))).toBe('AUTH_SIGNATURE_INVALID')
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('body', () => {
  it.each([
    ['a parsed object', { a: 1 }],
    ['a string', '{"a":1}'],
    ['null', null],
    ['undefined', undefined],
    ['an array', [123]],
  ])('%s is rejected, and the message names body parsers', async (_, parsed) => {
    const error = await verifier.verify({ headers: lower, body: parsed as never }).catch((e: unknown) => e)
    expect(error).toMatchObject({ code: 'AUTH_MESSAGE_INVALID' })
    expect((error as Error).message).toContain('express.json()')
  })
})

describe('options', () => {
  it.each([1, 300])('a tolerance of %i s is accepted', (tolerance) => {
    expect(() => createVerifier({ keys: platformKeys, tolerance })).not.toThrow()
  })

  it.each<[string, Partial<VerifierOptions>]>([
    ['no keys', { keys: undefined as never }],
    ['null for keys', { keys: null as never }],
    ['an empty map', { keys: {} }],
    ['tolerance 0', { tolerance: 0 }],
    ['tolerance 301', { tolerance: 301 }],
    ['an infinite tolerance', { tolerance: Number.POSITIVE_INFINITY }],
  ])('%s is a TypeError immediately', (_, change) => {
    const make = () => createVerifier({ keys: platformKeys, ...change })
    expect(make).toThrow(TypeError)
    expect(make).toThrow(expect.objectContaining({ code: 'AUTH_OPTION_INVALID' }))
  })

  it.each([
    ['decimal', '1234567890'],
    ['a lost leading zero', '123456789ABCDEF0123456789ABCDEF01234567'],
    ['cut off', '0123456789ABCDEF0123456789ABCD'],
    ['empty', ''],
    ['an extra digit', '00123456789ABCDEF0123456789ABCDEF01234567'],
    ['an extra byte', '400123456789ABCDEF0123456789ABCDEF01234567'],
    ['a character that is not a digit', '0123456789ABCDEF0123456789ABCDEF0123456G'],
    ['an id with a prefix', 'MY_PUB_KEY_ID_1'],
    ['an id with a suffix', 'PUB_KEY_ID_1-2'],
  ])('an impossible serial is rejected: %s', (_, serial) => {
    expect(() => createVerifier({ keys: { [serial]: publicKey } })).toThrow(
      expect.objectContaining({ code: 'AUTH_SERIAL_INVALID' }),
    )
  })

  it('uses the real clock by default', async () => {
    const fresh = await signMessage({ body, serialNo: platformSerial, privateKey })
    await expect(
      createVerifier({ keys: platformKeys }).verify({ headers: { ...fresh }, body }),
    ).resolves.toBeDefined()
  })
})

describe("a sandbox's key", () => {
  // The letters SANDBOX, in a certificate's serial as their ASCII codes.
  const serials = ['PUB_KEY_ID_SANDBOX0114', `53414E44424F58${'0'.repeat(26)}`]

  it.each(serials)('%s is refused, unless the verifier is for a sandbox', async (serialNo) => {
    const ofSandbox = await signMessage({ body, serialNo, privateKey, timestamp: seconds })
    const message = { headers: { ...ofSandbox }, body }
    const map = { [serialNo]: publicKey }
    expect(await codeOf(() => createVerifier({ keys: map, now }))).toBe('AUTH_KEY_ROLE')
    const forTests = createVerifier({ keys: map, now, sandbox: true })
    await expect(forTests.verify(message)).resolves.toMatchObject({ serialNo })
    const keys = { ...forTests.keyring, serials: () => [] }
    const strict = createVerifier({ keys, now })
    await expect(strict.verify(message)).rejects.toMatchObject({
      code: 'AUTH_KEY_ROLE',
      message: `${serialNo} is a sandbox's key. For tests, set sandbox: true.${ERROR_LINK}auth_key_role`,
    })
    // Anybody can write such a serial. It names no key here, so it is unknown like any other.
    expect(await codeOf(() => verifier.verify(message))).toBe('AUTH_SERIAL_UNKNOWN')
  })
})
