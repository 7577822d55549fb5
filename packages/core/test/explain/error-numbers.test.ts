import { ApiError, apiCodes, explain, findErrorNumber } from '@wxdp/core'
import { describe, expect, it } from 'vitest'

const documented = [
  268582532, 268582533, 268582534, 268582537, 268582542, 268582543, 268582553, 268582554, 268582557,
  268582565, 268582566, 268582710, 268582798, 268582791, 268582917, 268582920, 268584818, 268585138,
  268585139, 268585140, 268585141, 268585142, 268585144, 268585145, 268585147, 268585148, 268585149,
  268585151, 268585152, 268585153, 268585154, 268588725, 268585155, 268585156, 268585397, 268585487,
  268585869, 268586628, 268586631, 268587486, 268593051, 268593052, 268593053, 268593054, 268593575,
  268596526, 268582912, 268583095, 268584198, 268587499, 268589041, 268596875, 268596876, 268583094,
]

function errorWith(number: number): ApiError {
  const { code = 'PARAM_ERROR' } = findErrorNumber(number) ?? {}
  const requestId = `08F1A2-1764300000-${number}`
  const { status } = apiCodes[code]
  return new ApiError({
    code,
    status,
    requestId,
    endpoint: 'createPlan',
    reason: '原因',
    detail: undefined,
    verified: true,
  })
}

describe('an error number', () => {
  it('is listed once for each of the 54 documented causes', () => {
    expect(new Set(documented).size).toBe(54)
  })

  it.each(documented)(
    '%i has a meaning and a remedy in both languages, and explain prints them',
    (number) => {
      const { en, zh, page } = findErrorNumber(number) ?? expect.unreachable()
      for (const [texts, script] of [
        [en, /^(?:[A-Z]|[a-z]+_[a-z_]+[ ,]).*[.)]$/],
        [zh, /\p{Script=Han}.*。$/u],
      ] as const)
        for (const text of texts) expect(text).toMatch(script)
      for (const text of en) expect(text).toMatch(/^[\p{ASCII}\p{Script=Han}]*$/u)
      const error = errorWith(number)
      expect(error.errorNumber).toBe(number)
      expect(explain(error).split('\n').slice(1, 3)).toEqual([`  ${number}: ${en.join(' ')}`, `  ${page}`])
      expect(explain(error, { language: 'zh' })).toContain(`  ${number}: ${zh.join('')}\n`)
    },
  )

  it('that no page lists is printed as such', () => {
    expect(findErrorNumber(268599999)).toBeUndefined()
    expect(findErrorNumber(undefined)).toBeUndefined()
    expect(explain(errorWith(268599999))).toContain('  268599999: No page explains this code.\n')
  })
})
