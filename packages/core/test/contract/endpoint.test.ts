import { defineEndpoint } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/partner'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'

const defined = { name: 'x', method: 'GET', path: '/v3/x', caller: 'mchid', retry: 'safe' } as const
const input = v.strictObject({})

describe('defineEndpoint', () => {
  it('freezes the definition', () => {
    expect(Object.isFrozen(setNotifyUrl)).toBe(true)
  })

  it.each(['v3/x', '/v3/x?y=1', '/v3//x', '/v3/{}', '/v3/{a}b', ''])('refuses the path %j', (path) => {
    const make = () => defineEndpoint({ ...defined, path, input })
    expect(make).toThrow(TypeError)
    expect(make).toThrow(expect.objectContaining({ code: 'CORE_OPTION_INVALID' }))
  })

  it.each([0, 0.5, -1, Number.NaN])('refuses a limit of %d calls per second', (perSecond) => {
    const make = () => defineEndpoint({ ...defined, limit: { perSecond, per: 'mchid' }, input })
    expect(make).toThrow(/^x: limit\.perSecond must be at least 1\. \S+#core_option_invalid$/)
    expect(make).toThrow(expect.objectContaining({ code: 'CORE_OPTION_INVALID' }))
  })
})
