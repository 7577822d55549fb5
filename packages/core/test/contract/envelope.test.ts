import { CoreError, parseEnvelope } from '@wxdp/core'
import { codeOf, utf8 } from '@wxdp-internal/fixtures'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { envelope } from '../support/envelope.ts'
import { verifiedBytes } from '../support/verified.ts'

describe('parseEnvelope', () => {
  it('parses the documented fields, and keeps new ones', () => {
    expect(parseEnvelope(verifiedBytes({ ...envelope, extra: 1 }))).toEqual({ ...envelope, extra: 1 })
    const associated = { ...envelope, resource: { ...envelope.resource, associated_data: '' } }
    expect(parseEnvelope(verifiedBytes(associated))).toEqual(associated)
  })

  it('requires only what opening needs, and leaves out what is not a string', () => {
    const { id, resource } = envelope
    const { algorithm, ciphertext, nonce } = resource
    const least = { id, resource: { algorithm, ciphertext, nonce } }
    expect(parseEnvelope(verifiedBytes(least))).toEqual(least)
    const odd = { create_time: 1, event_type: null, resource_type: [], summary: { a: 1 } }
    const oddResource = { ...least.resource, associated_data: null, original_type: 7 }
    expect(parseEnvelope(verifiedBytes({ ...least, ...odd, resource: oddResource }))).toEqual(least)
  })

  const { id: _, ...withoutId } = envelope
  it.each<[string, unknown]>([
    ['nothing', ''],
    ['null', null],
    ['an array', []],
    ['a number', 1],
    ['deep nesting', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['a missing id', withoutId],
    ['an empty id', { ...envelope, id: '' }],
    ['a missing resource', { ...envelope, resource: null }],
    ['a resource without a nonce', { ...envelope, resource: { ...envelope.resource, nonce: undefined } }],
    ['a duplicate id', JSON.stringify(envelope).replace('{', '{"id":"other",')],
    ['a duplicate id, once escaped', JSON.stringify(envelope).replace('{', '{"\\u0069d":"other",')],
    [
      'a duplicate member of the resource',
      JSON.stringify(envelope).replace('"nonce"', '"nonce":"m", "nonce" '),
    ],
  ])('refuses %s', async (_, body) => {
    expect(await codeOf(() => parseEnvelope(verifiedBytes(body)))).toBe('CORE_ENVELOPE_INVALID')
  })

  it('reports every invalid field and its rule', () => {
    const broken = {
      id: '',
      create_time: 1,
      event_type: null,
      summary: 's',
      resource: { algorithm: 5, ciphertext: 'c', associated_data: null, original_type: ['t'] },
    }
    const failure = expect.objectContaining({
      message: `The callback body is not as documented: /id, /resource/algorithm, /resource/nonce.${ERROR_LINK}core_envelope_invalid`,
      issues: [
        { path: '/id', rule: 'string', message: 'It is not as documented.' },
        { path: '/resource/algorithm', rule: 'string', message: 'It is not as documented.' },
        { path: '/resource/nonce', rule: 'string', message: 'It is not as documented.' },
      ],
    })
    expect(() => parseEnvelope(verifiedBytes(broken))).toThrow(failure)
  })

  it.each([
    ['nothing', null, ''],
    ['a string', '"x"', ''],
    ['a string in place of the resource', JSON.stringify({ ...envelope, resource: 'sealed' }), '/resource'],
  ])('expects an object; found %s', (_, body, path) => {
    const issues = [{ path, rule: 'object', message: 'It is not as documented.' }]
    expect(() => parseEnvelope(verifiedBytes(body))).toThrow(expect.objectContaining({ issues }))
  })

  it('reads quotation marks, colons and escapes inside strings correctly', () => {
    const summary = '"id": \\":\\\\" \\'
    expect(parseEnvelope(verifiedBytes({ ...envelope, summary, 'a\\"': ':' })).summary).toBe(summary)
    const spaced = JSON.stringify(envelope, null, '\t').replaceAll('":', '" \r\n:')
    expect(parseEnvelope(verifiedBytes(spaced))).toEqual(envelope)
  })

  it('accepts any JSON besides the documented fields, unless it has a duplicate member', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (extra) => {
        const body = JSON.stringify({ extra, ...envelope })
        expect(parseEnvelope(verifiedBytes(body)).id).toBe(envelope.id)
        const doubled = body.replace('{', '{"extra":1,')
        expect(await codeOf(() => parseEnvelope(verifiedBytes(doubled)))).toBe('CORE_ENVELOPE_INVALID')
      }),
    )
  })

  it('throws nothing but a CoreError for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (any) => {
        expect(() => parseEnvelope(verifiedBytes(any))).toThrow(CoreError)
      }),
    )
  })

  it('does not compile with bytes that are not verified', () => {
    // @ts-expect-error only a verifier makes VerifiedBytes
    expect(() => parseEnvelope(utf8('{}'))).toThrow(CoreError)
  })
})
