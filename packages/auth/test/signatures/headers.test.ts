// Headers as hosts and frameworks hand them over.
import { runInNewContext } from 'node:vm'
import { createVerifier, type HeaderSource } from '@wxdp/auth'
import { signMessage } from '@wxdp/auth/platform'
import { codeOf, keys, utf8 } from '@wxdp-internal/fixtures'
import { freshKeyPair } from '@wxdp-internal/fixtures/fresh-key-pair'
import { describe, expect, it } from 'vitest'

const { privateKey, publicKey } = freshKeyPair()
const { serialNo } = keys.platform
const body = utf8('{"a":1}')
const timestamp = 1_700_000_000
const verifier = createVerifier({ keys: { [serialNo]: publicKey }, now: () => timestamp * 1000 })
const signed = await signMessage({ body, serialNo, privateKey, timestamp })

type Pairs = readonly (readonly [name: string, value: string])[]
const sent: Pairs = [
  ['Host', 'pay.example.com'],
  ['Content-Type', 'application/json'],
  ...Object.entries(signed),
  ['WWW-Authenticate', 'x'],
]
const lower = (pairs: Pairs): Pairs => pairs.map(([name, value]) => [name.toLowerCase(), value])

/** Each form, made from pairs. */
const forms: Readonly<Record<string, (pairs: Pairs) => unknown>> = {
  'a Headers object': (pairs) => new Headers(pairs as [string, string][]),
  'an object with get alone': (pairs) => {
    const headers = new Headers(pairs as [string, string][])
    return { get: (name: string) => headers.get(name) ?? undefined }
  },
  'a record': (pairs) => Object.fromEntries(pairs),
  'a record in lower case': (pairs) => Object.fromEntries(lower(pairs)),
  'a record in upper case': (pairs) =>
    Object.fromEntries(pairs.map(([name, value]) => [name.toUpperCase(), value])),
  'a record of arrays': (pairs) => Object.fromEntries(pairs.map(([name, value]) => [name, [value]])),
  'a record without a prototype': (pairs) => Object.assign(Object.create(null), Object.fromEntries(pairs)),
  'a record of another realm': (pairs) => runInNewContext('Object.fromEntries(pairs)', { pairs }),
  'a frozen record': (pairs) => Object.freeze(Object.fromEntries(pairs)),
  'a record of { key, value } (Lambda@Edge)': (pairs) =>
    Object.fromEntries(pairs.map(([key, value]) => [key.toLowerCase(), [{ key, value }]])),
  'a list of { key, value }': (pairs) => pairs.map(([key, value]) => ({ key, value })),
  'a list of { name, value }': (pairs) => pairs.map(([name, value]) => ({ name, value })),
  pairs: (pairs) => pairs,
  'entries of a Headers object': (pairs) => new Headers(pairs as [string, string][]).entries(),
  'a flat list': (pairs) => pairs.flat(),
  'a flat list of another realm': (pairs) => runInNewContext('pairs.flat()', { pairs }),
  'a Map': (pairs) => new Map(pairs),
  'a Map of another realm': (pairs) => runInNewContext('new Map(pairs)', { pairs }),
  'a Set of pairs': (pairs) => new Set(pairs),
  'a generator': function* (pairs) {
    yield* pairs
  },
}

describe.each(Object.entries(forms))('headers as %s', (_, form) => {
  const verify = (pairs: Pairs) => verifier.verify({ headers: form(pairs) as HeaderSource, body })

  it('are read', async () => {
    await expect(verify(sent)).resolves.toMatchObject({ serialNo, timestamp })
  })

  it.each(['Wechatpay-Timestamp', 'Wechatpay-Nonce', 'Wechatpay-Signature', 'Wechatpay-Serial'])(
    'are rejected without %s, or if it is empty',
    async (name) => {
      const without = sent.filter(([each]) => each !== name)
      expect(await codeOf(() => verify(without))).toBe('AUTH_HEADER_MISSING')
      expect(await codeOf(() => verify([...without, [name, '']]))).toBe('AUTH_HEADER_MISSING')
    },
  )
})

describe('a header in two spellings is a repeat:', () => {
  const spellings = Object.entries(forms).filter(([name]) => !/Headers|get alone|case|Edge/.test(name))
  it.each(spellings)('%s', async (_, form) => {
    for (const [name, value] of sent.filter(
      ([each]) => each.startsWith('Wechatpay') && !each.endsWith('Type'),
    )) {
      for (const other of [value, 'x']) {
        for (const pairs of [
          [...sent, [name.toUpperCase(), other]],
          [[name.toLowerCase(), other], ...sent],
        ]) {
          const headers = form(pairs as unknown as Pairs) as HeaderSource
          await expect(verifier.verify({ headers, body })).rejects.toMatchObject({
            code: 'AUTH_HEADER_INVALID',
            message: `The header ${name.toLowerCase()} was sent more than once, or is not a string.${ERROR_LINK}auth_header_invalid`,
          })
        }
      }
    }
  })

  it('but not if one has no value', async () => {
    const headers = { ...signed, 'WECHATPAY-SERIAL': undefined, 'wechatpay-nonce': [] }
    await expect(verifier.verify({ headers, body })).resolves.toBeDefined()
  })
})

it('a value that is not a string is rejected', async () => {
  for (const value of [7, true, {}, { value: 7 }, [['x']]]) {
    const headers = { ...signed, 'Wechatpay-Nonce': value } as unknown as HeaderSource
    expect(await codeOf(() => verifier.verify({ headers, body }))).toBe('AUTH_HEADER_INVALID')
  }
  const headers = { ...signed, 'Wechatpay-Nonce': null } as unknown as HeaderSource
  expect(await codeOf(() => verifier.verify({ headers, body }))).toBe('AUTH_HEADER_MISSING')
})

describe('a wrong shape is named:', () => {
  it.each<[string, unknown, string]>([
    ['undefined', undefined, 'undefined (is the environment variable set?)'],
    ['null', null, 'null'],
    ['a string', 'Wechatpay-Serial: x', 'a string'],
    ['a number', 7, 'a number'],
    ['a function', () => signed, 'a function'],
    ['a promise', Promise.resolve(signed), 'a Promise (await it first)'],
    ['a request', new Request('https://pay.example.com', { headers: { ...signed } }), 'a Request'],
    ['a whole message', { headers: signed, body }, 'an object'],
    ['a Date', new Date(), 'a Date'],
    ['a list of numbers', [7], 'a list of something else'],
    ['a list of null', [null], 'a list of something else'],
    ['a list of records', [signed], 'a list of something else'],
    ['a list of lists of numbers', [[7, 8]], 'a list of something else'],
    ['a list of strings and pairs', ['Host', 'x', ['Wechatpay-Serial', 'x']], 'a list of something else'],
    ['bytes', body, 'a list of something else'],
  ])('%s', async (_, headers, what) => {
    await expect(verifier.verify({ headers: headers as HeaderSource, body })).rejects.toMatchObject({
      code: 'AUTH_HEADER_INVALID',
      message: `headers must be a Headers object, a record or a list of pairs; found ${what}.${ERROR_LINK}auth_header_invalid`,
    })
  })
})
