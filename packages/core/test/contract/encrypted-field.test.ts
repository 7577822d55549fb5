import { CoreError, defineEndpoint, toRequest } from '@wxdp/core'
import { type EchoInput, echo } from '@wxdp/core/security'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { EncryptedField } from '../../src/contract/encrypted-field.ts'

const one: EncryptedField = { ciphertext: 'AAAA', serialNo: 'PUB_KEY_ID_1' }
const other: EncryptedField = { ciphertext: 'BBBB', serialNo: '0123456789ABCDEF0123456789ABCDEF01234567' }
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** An endpoint of a user, with encrypted fields at any depth. */
const field = v.object({ ciphertext: v.string(), serialNo: v.string() })
const transfer = defineEndpoint({
  name: 'transfer',
  method: 'POST',
  path: '/v3/transfers/{id}',
  caller: 'mchid',
  retry: 'never',
  input: v.strictObject({
    id: v.union([v.string(), field]),
    name: v.optional(field),
    receivers: v.optional(v.array(v.strictObject({ name: field, amount: v.number() }))),
  }),
})

describe('toRequest with encrypted fields', () => {
  it('puts the ciphertext into the body and the serial into the header', () => {
    const { body, headers } = toRequest(echo, { echo_message: 'x', encrypted_echo_message: one })
    expect(text(body)).toBe('{"echo_message":"x","encrypted_echo_message":"AAAA"}')
    expect(headers['Wechatpay-Serial']).toBe(one.serialNo)
  })

  it('accepts them anywhere in the body, if all have the same key', () => {
    const receivers = [
      { name: one, amount: 1 },
      { name: { ...one, ciphertext: 'CCCC' }, amount: 2 },
    ]
    const { body, headers } = toRequest(transfer, { id: '1', name: one, receivers })
    expect(JSON.parse(text(body))).toEqual({
      name: 'AAAA',
      receivers: [
        { name: 'AAAA', amount: 1 },
        { name: 'CCCC', amount: 2 },
      ],
    })
    expect(headers['Wechatpay-Serial']).toBe(one.serialNo)
  })

  it('leaves the header out when there are none', () => {
    expect(toRequest(echo, { echo_message: 'x' }).headers).not.toHaveProperty('Wechatpay-Serial')
  })

  it('refuses fields with different keys, and names the keys', () => {
    const mixed = () => toRequest(transfer, { id: '1', name: one, receivers: [{ name: other, amount: 1 }] })
    expect(mixed).toThrow(CoreError)
    expect(mixed).toThrow(/one key; found PUB_KEY_ID_1, 0123456789ABCDEF/)
    expect(mixed).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ rule: 'one_serial' })] }),
    )
  })

  it('refuses one in a path', () => {
    expect(() => toRequest(transfer, { id: one })).toThrow(
      /Expected a string, number or boolean; found object/,
    )
  })

  it.each<[string, unknown]>([
    ['the plaintext', 'my secret'],
    ['a ciphertext without a serial', { ciphertext: 'AAAA' }],
    ['a ciphertext that is not Base64', { ...one, ciphertext: 'my secret' }],
    ['an empty ciphertext', { ...one, ciphertext: '' }],
    ['an empty serial', { ...one, serialNo: '' }],
    ['a serial that is not a string', { ...one, serialNo: 1 }],
    ['an additional member', { ...one, plaintext: 'my secret' }],
  ])('refuses %s in place of one, and does not show it', (_, wrong) => {
    const input = { echo_message: 'x', encrypted_echo_message: wrong } as EchoInput
    const error = thrownBy(() => toRequest(echo, input))
    expect(error).toMatchObject({ code: 'CORE_INPUT_INVALID' })
    expect(JSON.stringify(error) + String(error)).not.toContain('my secret')
  })
})

function thrownBy(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}
