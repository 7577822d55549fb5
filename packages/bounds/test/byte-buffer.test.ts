import { runInNewContext } from 'node:vm'
import { BodyTooLarge, createByteBuffer } from '@wxdp/bounds'
import { describe, expect, it } from 'vitest'

const filled = (size: number, value = 7): Uint8Array => new Uint8Array(size).fill(value)

describe('createByteBuffer', () => {
  it('joins chunks of any size, in order', () => {
    const { append, bytes } = createByteBuffer(1000)
    expect(bytes()).toHaveLength(0)
    for (const size of [1, 0, 2, 300, 5, 692]) append(filled(size, size % 256))
    const expected = [1, 0, 2, 300, 5, 692].flatMap((size) => [...filled(size, size % 256)])
    expect([...bytes()]).toEqual(expected)
  })

  it('takes exactly its limit, and keeps nothing of a chunk beyond it', () => {
    const { append, bytes } = createByteBuffer(10)
    append(filled(10))
    expect(() => append(filled(1))).toThrow(BodyTooLarge)
    expect(() => append(filled(1))).toThrow('The body is larger than 10 bytes.')
    append(filled(0))
    expect(bytes()).toEqual(filled(10))
  })

  it.each([1, 7, 4096])('never holds more than its limit: chunks of %i bytes', (size) => {
    const maxBytes = 65_536
    const { append, bytes } = createByteBuffer(maxBytes)
    const chunk = filled(size)
    for (let sent = 0; sent + size <= maxBytes; sent += size) {
      append(chunk)
      expect(bytes().buffer.byteLength).toBeLessThanOrEqual(Math.min(2 * (sent + size), maxBytes))
    }
  })

  it('has no limit below Infinity, and none above 0', () => {
    const { append, bytes } = createByteBuffer(Number.POSITIVE_INFINITY)
    for (let i = 0; i < 1000; i++) append(filled(100))
    expect(bytes()).toHaveLength(100_000)
    expect(() => createByteBuffer(0).append(filled(1))).toThrow(BodyTooLarge)
  })

  it('keeps no chunk alive: a small slice of a large buffer, or of the pool', () => {
    const { append, bytes } = createByteBuffer(1000)
    const large = filled(1_000_000)
    append(large.subarray(10, 12))
    append(Buffer.from('pooled'))
    expect(bytes().buffer.byteLength).toBeLessThanOrEqual(16)
    large.fill(0)
    expect(bytes().subarray(0, 2)).toEqual(filled(2))
  })

  it('takes the bytes of another realm', () => {
    const { append, bytes } = createByteBuffer(9)
    append(runInNewContext('new Uint8Array([1, 2])'))
    expect(bytes()).toEqual(new Uint8Array([1, 2]))
  })

  it.each(['text', new ArrayBuffer(2), new DataView(new ArrayBuffer(2)), new Uint16Array(2), [1, 2], 7])(
    'rejects %o, which is not bytes',
    (chunk) => {
      const { append, bytes } = createByteBuffer(9)
      expect(() => append(chunk as never)).toThrow(new TypeError('The body is not bytes.'))
      expect(bytes()).toHaveLength(0)
    },
  )
})
