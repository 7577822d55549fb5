import { createVerifier, type HeaderSource, type Keyring, type VerifierOptions } from '@wxdp/auth'
import { signMessage } from '@wxdp/auth/platform'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeOf, keyPair, platformSerial, utf8 } from '../../../tools/fixtures/index.ts'
import { certificateFor } from './certificate.ts'

const { privateKey, publicKey } = keyPair()
const seconds = 1_700_000_000
const now = (): number => seconds * 1000
const body = utf8('{"a":1}')
const keys = { [platformSerial]: publicKey }
const verifier = createVerifier({ keys, now })
const signed = await signMessage({ body, serialNo: platformSerial, privateKey, timestamp: seconds })
const lower = Object.fromEntries(Object.entries(signed).map(([name, value]) => [name.toLowerCase(), value]))
const withHeader = (name: string, value: unknown): HeaderSource =>
  ({ ...lower, [name]: value }) as HeaderSource
const verify = (headers: HeaderSource) => () => verifier.verify({ headers, body })

describe('headers', () => {
  it('are read from a Headers object, a lower-case record, a record as sent, and one with lists', async () => {
    const lists = Object.fromEntries(Object.entries(lower).map(([name, value]) => [name, [value]]))
    for (const headers of [new Headers({ ...signed }), lower, { ...signed }, lists]) {
      await expect(verifier.verify({ headers, body })).resolves.toMatchObject({ timestamp: seconds })
    }
  })

  it.each(['wechatpay-timestamp', 'wechatpay-nonce', 'wechatpay-signature', 'wechatpay-serial'])(
    '%s: missing, empty or repeated is refused',
    async (name) => {
      for (const value of [undefined, '', []]) {
        expect(await codeOf(verify(withHeader(name, value)))).toBe('AUTH_HEADER_MISSING')
      }
      const { [name]: value, ...rest } = lower
      expect(await codeOf(verify(rest))).toBe('AUTH_HEADER_MISSING')
      expect(await codeOf(verify(new Headers(rest)))).toBe('AUTH_HEADER_MISSING')
      expect(await codeOf(verify(withHeader(name, [value, value])))).toBe('AUTH_HEADER_INVALID')
      const joined = new Headers(lower)
      joined.append(name, value as string)
      expect(await codeOf(verify(joined))).toBe('AUTH_HEADER_INVALID')
    },
  )

  it('Wechatpay-Signature-Type is not asked for', async () => {
    const { 'wechatpay-signature-type': _, ...rest } = lower
    await expect(verifier.verify({ headers: rest, body })).resolves.toBeDefined()
  })

  it('a nonce cannot borrow a line from the body', async () => {
    const two = utf8('first\nsecond')
    const genuine = await signMessage({
      body: two,
      serialNo: platformSerial,
      privateKey,
      timestamp: seconds,
      nonce: 'N',
    })
    const moved = { ...genuine, 'Wechatpay-Nonce': 'N\nfirst' }
    expect(await codeOf(() => verifier.verify({ headers: moved, body: utf8('second') }))).toBe(
      'AUTH_HEADER_INVALID',
    )
  })
})

describe('timestamp', () => {
  it.each(['+1700000000', '1.7e9', ' 1700000000', '1700000000 ', 'NaN', '-1', '0x1', '1'.repeat(20), '１７'])(
    '%j is refused as no timestamp',
    async (text) => {
      expect(await codeOf(verify(withHeader('wechatpay-timestamp', text)))).toBe('AUTH_TIMESTAMP_INVALID')
    },
  )

  it.each([-300, -1, 0, 1, 300])('%i s off is accepted', async (offset) => {
    const late = createVerifier({ keys, now: () => (seconds + offset) * 1000 + 999 })
    await expect(late.verify({ headers: lower, body })).resolves.toBeDefined()
  })

  it.each([-301, 301, -1e6, 1e6])('%i s off is refused', async (offset) => {
    const late = createVerifier({ keys, now: () => (seconds + offset) * 1000 })
    expect(await codeOf(() => late.verify({ headers: lower, body }))).toBe('AUTH_TIMESTAMP_EXPIRED')
  })

  it('is refused when the clock is broken', async () => {
    const broken = createVerifier({ keys, now: () => Number.NaN })
    expect(await codeOf(() => broken.verify({ headers: lower, body }))).toBe('AUTH_TIMESTAMP_EXPIRED')
  })

  it('the message has both times and the difference', async () => {
    const late = createVerifier({ keys, now: () => (seconds + 400) * 1000, tolerance: 60 })
    await expect(late.verify({ headers: lower, body })).rejects.toThrow(
      /1700000000 is 400 s behind this machine's clock \(1700000400\); at most 60 s/,
    )
    const early = createVerifier({ keys, now: () => (seconds - 400) * 1000 })
    await expect(early.verify({ headers: lower, body })).rejects.toThrow(/400 s ahead of/)
  })

  it('is checked before the serial and the signature', async () => {
    const stale = withHeader('wechatpay-timestamp', '1')
    const ring: Keyring = {
      find: () => {
        throw new Error('asked for a key')
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
    const certified = createVerifier({ keys: { [serialNo.toLowerCase()]: certificateFor(privateKey) }, now })
    const headers = { ...lower, 'wechatpay-serial': serialNo.toLowerCase() }
    await expect(certified.verify({ headers, body })).resolves.toMatchObject({ serialNo })
  })

  it('unknown: the message lists the known ones and shows the strange one in printable pieces', async () => {
    const error = await verifier
      .verify({ headers: withHeader('wechatpay-serial', `X\u0007\u202e${'Y'.repeat(500)}`), body })
      .catch((e: Error) => e)
    expect(error).toMatchObject({ code: 'AUTH_SERIAL_UNKNOWN' })
    expect((error as Error).message).toContain(platformSerial)
    expect((error as Error).message).toContain('X??YYY')
    expect((error as Error).message.length).toBeLessThan(400)
  })

  it('may be looked up later, and two keys may be loaded', async () => {
    const other = keyPair()
    const both = createVerifier({ keys: { [serialNo]: other.publicKey, ...keys }, now })
    await expect(both.verify({ headers: lower, body })).resolves.toBeDefined()
    const find = async (asked: string) => both.keyring.find(asked)
    const ring: Keyring = { find, serials: () => [], preferred: undefined }
    const later = createVerifier({ keys: ring, now })
    await expect(later.verify({ headers: lower, body })).resolves.toBeDefined()
    const unknown = withHeader('wechatpay-serial', 'PUB_KEY_ID_1')
    await expect(later.verify({ headers: unknown, body })).rejects.toThrow(/known are none/)
  })

  it('the right serial with another key behind it is a bad signature', async () => {
    const wrong = createVerifier({ keys: { [platformSerial]: keyPair().publicKey }, now })
    expect(await codeOf(() => wrong.verify({ headers: lower, body }))).toBe('AUTH_SIGNATURE_INVALID')
  })
})

describe('signature', () => {
  const good = signed['Wechatpay-Signature']
  const bytes = Buffer.from(good, 'base64')

  it.each([
    ['URL-safe Base64', good.replaceAll('+', '-').replaceAll('/', '_')],
    ['line breaks', `${good.slice(0, 76)}\n${good.slice(76)}`],
    ['a blank at the end', `${good} `],
    ['junk at the end', `${good}AAAA`],
    ['255 bytes', bytes.subarray(1).toString('base64')],
    ['257 bytes', Buffer.concat([bytes, Buffer.of(0)]).toString('base64')],
    ['no padding', good.replaceAll('=', '')],
    [
      'characters that lose their high byte',
      good.replace(/[A-Z]/, (c) => String.fromCharCode(c.charCodeAt(0) + 256)),
    ],
    ['no Base64', '!!!!'],
  ])('%s is refused', async (_, text) => {
    // A signature that happens to have no such character would make the case empty.
    if (text === good) return
    expect(await codeOf(verify(withHeader('wechatpay-signature', text)))).toBe('AUTH_SIGNATURE_INVALID')
  })

  it('holds for any body, and for no other', async () => {
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
    ['text', '{"a":1}'],
    ['null', null],
    ['undefined', undefined],
    ['an array', [123]],
  ])('%s is refused, and body parsers are named', async (_, parsed) => {
    const error = await verifier.verify({ headers: lower, body: parsed as never }).catch((e: unknown) => e)
    expect(error).toMatchObject({ code: 'AUTH_MESSAGE_INVALID' })
    expect((error as Error).message).toContain('express.json()')
  })
})

describe('options', () => {
  it.each<[string, Partial<VerifierOptions>]>([
    ['no keys', { keys: undefined as never }],
    ['null for keys', { keys: null as never }],
    ['an empty map', { keys: {} }],
    ['tolerance 0', { tolerance: 0 }],
    ['tolerance 301', { tolerance: 301 }],
    ['tolerance without end', { tolerance: Number.POSITIVE_INFINITY }],
    ['a preferred serial that is not there', { preferred: 'PUB_KEY_ID_2' }],
  ])('%s is a TypeError at once', (_, change) => {
    const make = () => createVerifier({ keys, ...change })
    expect(make).toThrow(TypeError)
    expect(make).toThrow(expect.objectContaining({ code: 'AUTH_OPTION_INVALID' }))
  })

  it.each([
    ['decimal', '1234567890'],
    ['a lost leading zero', '123456789ABCDEF0123456789ABCDEF01234567'],
    ['empty', ''],
  ])('a serial that cannot be one is refused: %s', (_, serial) => {
    expect(() => createVerifier({ keys: { [serial]: publicKey } })).toThrow(
      expect.objectContaining({ code: 'AUTH_SERIAL_INVALID' }),
    )
  })

  it('a certificate under a public key id is refused', () => {
    expect(() => createVerifier({ keys: { [platformSerial]: certificateFor(privateKey) } })).toThrow(
      expect.objectContaining({ code: 'AUTH_KEY_ROLE' }),
    )
  })

  it('the only key is preferred; of several, the one that is named', () => {
    const two = { ...keys, PUB_KEY_ID_2: publicKey }
    expect(createVerifier({ keys }).keyring.preferred).toBe(platformSerial)
    expect(createVerifier({ keys: two }).keyring.preferred).toBeUndefined()
    expect(createVerifier({ keys: two, preferred: 'pub_key_id_2' }).keyring.preferred).toBe('PUB_KEY_ID_2')
  })

  it('uses the real clock by default', async () => {
    const fresh = await signMessage({ body, serialNo: platformSerial, privateKey })
    await expect(createVerifier({ keys }).verify({ headers: { ...fresh }, body })).resolves.toBeDefined()
  })
})
