import { parseDateTime } from '@wxdp/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('parseDateTime', () => {
  it.each<[string, string]>([
    ['2015-05-20T13:29:35+08:00', '2015-05-20T05:29:35.000Z'],
    ['2026-03-23T13:29:35.120+08:00', '2026-03-23T05:29:35.120Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ])('reads %s', (text, iso) => {
    expect(new Date(parseDateTime(text) ?? Number.NaN).toISOString()).toBe(iso)
  })

  it.each([
    '',
    '2026-12-01',
    '2026-12-01T00:00:00',
    '2026-12-01 00:00:00Z',
    '2026-12-01t00:00:00z',
    '2026-12-01T24:00:00Z',
    '2026-12-01T00:60:00Z',
    '2026-12-01T00:00:60Z',
    '2026-12-01T00:00Z',
    '2026-12-01T00:00:00+0800',
    '2026-12-01T00:00:00+24:00',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-04-00T00:00:00Z',
    '2026-02-29T00:00:00Z',
    ' 2026-12-01T00:00:00Z',
    '2026-12-01T00:00:00Z\n',
    '１９９９-12-01T00:00:00Z',
  ])('refuses %j', (text) => {
    expect(parseDateTime(text)).toBeUndefined()
  })

  it('reads every time that Date writes', () => {
    const years = {
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59Z'),
      noInvalidDate: true,
    }
    fc.assert(
      fc.property(
        fc.date(years),
        (date) => void expect(parseDateTime(date.toISOString())).toBe(date.getTime()),
      ),
    )
  })
})
