import { describe, expect, it } from 'vitest'
import { toMilliseconds } from '../../src/clock/duration.ts'

describe('a duration', () => {
  it.each<[unknown, number]>([
    [0, 0],
    [1500, 1500],
    [0.4, 0],
    ['0s', 0],
    ['250ms', 250],
    ['90s', 90_000],
    ['1.5s', 1500],
    ['1.25s', 1250],
    ['15m', 900_000],
    ['3h', 10_800_000],
    ['2d', 172_800_000],
    ['36500d', 3_153_600_000_000],
  ])('%s', (given, ms) => {
    expect(toMilliseconds('duration', given)).toBe(ms)
  })

  it.each<[unknown, string]>([
    [-1, 'a number'],
    [Number.NaN, 'a number'],
    [Number.POSITIVE_INFINITY, 'a number'],
    [36_501 * 86_400_000, 'a number'],
    ['36501d', 'another string'],
    ['', 'an empty string'],
    ['3', 'another string'],
    ['-3h', 'another string'],
    ['3 h', 'another string'],
    ['3H', 'another string'],
    ['1h30m', 'another string'],
    ['3weeks', 'another string'],
    ['constructor', 'another string'],
    [undefined, 'undefined'],
    [null, 'null'],
    [['3h'], 'an array'],
    [new Date(0), 'another object'],
    [10n, 'a bigint'],
  ])('%s: a typed error', (given, found) => {
    expect(() => toMilliseconds('duration', given)).toThrow(
      expect.objectContaining({
        code: 'SANDBOX_OPTION_INVALID',
        message: `duration: expected milliseconds, or a string such as 90s, 15m, 3h or 2d, up to 36500d, found ${found}.${ERROR_LINK}sandbox_option_invalid`,
      }),
    )
  })
})
