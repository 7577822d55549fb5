import { runInNewContext } from 'node:vm'
import { toBytes } from '@wxdp/auth'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const contents = [0, 1, 2, 3, 4, 5, 6, 7]
const own = Uint8Array.from(contents)
const foreign = (code: string): unknown => runInNewContext(code)
const shared = (): SharedArrayBuffer => {
  const buffer = new SharedArrayBuffer(8)
  new Uint8Array(buffer).set(contents)
  return buffer
}

const forms: Readonly<Record<string, () => unknown>> = {
  'a Uint8Array': () => own,
  'a Buffer': () => Buffer.from(contents),
  'an ArrayBuffer': () => own.slice().buffer,
  'a view into the middle of a buffer': () => Uint8Array.from([9, ...contents, 9]).subarray(1, 9),
  'a DataView into the middle of a buffer': () =>
    new DataView(Uint8Array.from([9, ...contents, 9]).buffer, 1, 8),
  'a Uint8ClampedArray': () => new Uint8ClampedArray(contents),
  'a Uint32Array': () => new Uint32Array(own.slice().buffer),
  'a BigUint64Array': () => new BigUint64Array(own.slice().buffer),
  'a SharedArrayBuffer': shared,
  'a view of shared memory': () => new Uint8Array(shared()),
  'a Buffer of shared memory': () => Buffer.from(shared()),
  'a DataView of shared memory': () => new DataView(shared()),
  'a Uint8Array of another realm': () => foreign('Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7)'),
  'an ArrayBuffer of another realm': () => foreign('Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7).buffer'),
  'a DataView of another realm': () => foreign('new DataView(Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7).buffer)'),
  'a SharedArrayBuffer of another realm': () =>
    foreign('const b = new SharedArrayBuffer(8); new Uint8Array(b).set([0, 1, 2, 3, 4, 5, 6, 7]); b'),
  'a view of shared memory of another realm': () =>
    foreign('const v = new Uint8Array(new SharedArrayBuffer(8)); v.set([0, 1, 2, 3, 4, 5, 6, 7]); v'),
}

describe('toBytes', () => {
  it.each(Object.entries(forms))('accepts %s', async (_, make) => {
    const bytes = toBytes(make()) as Uint8Array<ArrayBuffer>
    expect(bytes).toBeInstanceOf(Uint8Array)
    expect([...bytes]).toEqual(contents)
    await expect(crypto.subtle.digest('SHA-256', bytes)).resolves.toBeDefined()
  })

  it('returns the same Uint8Array, and other views of the same memory', () => {
    expect(toBytes(own)).toBe(own)
    const words = new Uint16Array(4)
    toBytes(words)?.set(contents)
    expect(words[1]).toBe(0x0302)
    const buffer = new ArrayBuffer(1)
    toBytes(buffer)?.fill(7)
    expect(new Uint8Array(buffer)[0]).toBe(7)
  })

  it('copies shared memory', () => {
    const memory = new Uint8Array(shared())
    const bytes = toBytes(memory)
    memory.fill(9)
    expect([...(bytes as Uint8Array)]).toEqual(contents)
  })

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a string', 'text'],
    ['a number', 7],
    ['an array', contents],
    ['an object', {}],
    ['an object with a buffer', { buffer: own.buffer, byteOffset: 0, byteLength: 8, length: 8 }],
    ['an object that claims to be a buffer', { [Symbol.toStringTag]: 'ArrayBuffer', byteLength: 8 }],
    ['an object that only inherits from Uint8Array', Object.create(Uint8Array.prototype)],
    ['what JSON makes of a Buffer', JSON.parse(JSON.stringify(Buffer.from(contents)))],
    ['a Blob', new Blob([own])],
  ])('rejects %s', (_, value) => {
    expect(toBytes(value)).toBeUndefined()
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withTypedArray: true, withNullPrototype: true }), (value) => {
        expect(toBytes(value) !== undefined).toBe(ArrayBuffer.isView(value))
      }),
    )
  })
})
