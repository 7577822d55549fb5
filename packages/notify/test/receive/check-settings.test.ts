import { createHandler, createReceiver } from '@wxdp/notify'
import { createNodeHandler } from '@wxdp/notify/node'
import { createWorker } from '@wxdp/notify/worker'
import { describe, expect, it } from 'vitest'
import { settings } from '../support/settings.ts'

describe('settings', () => {
  it.each<[string, object]>([
    ['no verifier', { verifier: undefined }],
    ['no onNotification', { onNotification: undefined }],
    ['a deadline of 0', { deadline: 0 }],
    ['a deadline of 5 s', { deadline: 5000 }],
    ['a deadline that is not a number', { deadline: Number.NaN }],
    ['an observe that is not a function', { observe: 'console' }],
  ])('with %s are a TypeError at once', (_, wrong) => {
    expect(() => createHandler({ ...settings, onNotification: () => {}, deadline: 1 })).not.toThrow()
    const make = () => createHandler({ ...settings, onNotification: () => {}, ...wrong } as never)
    expect(make).toThrow(TypeError)
    expect(make).toThrow(expect.objectContaining({ code: 'NOTIFY_OPTION_INVALID' }))
  })

  it.each<[string, object, RegExp]>([
    [
      'a promise of a verifier',
      { verifier: Promise.resolve(settings.verifier) },
      /found a Promise \(await it first\)/,
    ],
    [
      'an array as onNotification',
      { onNotification: [] },
      /onNotification must be a function; found an array/,
    ],
    ['a deadline that is too long', { deadline: 5000 }, /found 5000/],
    [
      'a maxBytes that is not finite',
      { maxBytes: Number.POSITIVE_INFINITY },
      /maxBytes must .* found Infinity/,
    ],
  ])('with %s are named', (_, wrong, message) => {
    expect(() => createHandler({ ...settings, onNotification: () => {}, ...wrong } as never)).toThrow(message)
  })

  it.each([undefined, null, 'settings', 7, [], Promise.resolve(settings)])(
    'that are %s are a TypeError at once',
    (wrong) => {
      const all: ((settings: never) => unknown)[] = [
        createHandler,
        createReceiver,
        createNodeHandler,
        createWorker,
      ]
      for (const make of all) {
        expect(() => make(wrong as never)).toThrow(expect.objectContaining({ code: 'NOTIFY_OPTION_INVALID' }))
      }
    },
  )
})
