import { ApiError, apiCodes, type KnownApiCode } from '@wxdp/core'
import { describe, expect, it } from 'vitest'
import { apiError } from '../support/api-error.ts'

describe('retryAdvice', () => {
  it.each<[number, string, KnownApiCode, string]>([
    [400, 'PARAM_ERROR', 'PARAM_ERROR', 'no'],
    [400, 'ALREADY_EXISTS', 'ALREADY_EXISTS', 'no'],
    [401, 'SIGN_ERROR', 'SIGN_ERROR', 'no'],
    [403, 'NO_AUTH', 'NO_AUTH', 'no'],
    [429, 'RATELIMIT_EXCEEDED', 'RATELIMIT_EXCEEDED', 'later'],
    [429, 'A_NEW_NAME', 'RATELIMIT_EXCEEDED', 'later'],
    [500, 'SYSTEM_ERROR', 'SYSTEM_ERROR', 'same'],
    [500, 'A_NEW_NAME', 'SYSTEM_ERROR', 'same'],
    [502, 'A_NEW_NAME', 'SERVICE_UNAVAILABLE', 'later'],
    [503, 'SERVICE_UNAVAILABLE', 'SERVICE_UNAVAILABLE', 'later'],
  ])('for HTTP %i %s is that of %s', (status, code, known, advice) => {
    expect(apiError(status, { code, message: 'm' }).retryAdvice).toBe(advice)
    expect(apiCodes[known].retry).toBe(advice)
  })

  it('is that of the status when the code is unknown, and undefined when no page describes the status', () => {
    expect(apiError(400, { code: 'A_NEW_NAME' }).retryAdvice).toBe('no')
    expect(apiError(404, '<html>').retryAdvice).toBe('no')
    expect(apiError(405, '').retryAdvice).toBe('no')
    expect(apiError(407, '<html>').retryAdvice).toBeUndefined()
    expect(apiError(504, { code: 'toString' }).retryAdvice).toBeUndefined()
  })
})

describe('signInformation', () => {
  it('is what WeChat Pay signed itself', () => {
    const sign_information = { method: 'POST', url: '/v3/x', sign_message_length: 120 }
    const detail = { field: 'signature', location: 'authorization', sign_information }
    const error = apiError(401, { code: 'SIGN_ERROR', message: 'm', detail })
    expect(error.signInformation).toEqual(sign_information)
  })

  it.each([undefined, null, 'x', {}, { sign_information: null }, { sign_information: 'x' }])(
    'is absent when detail is %j',
    (detail) => {
      expect(apiError(401, { code: 'SIGN_ERROR', detail }).signInformation).toBeUndefined()
    },
  )
})

it('ApiError is an Error with the details of the response', () => {
  const error = apiError(400, { code: 'PARAM_ERROR', message: '参数错误' })
  expect(error).toBeInstanceOf(Error)
  expect(error).toBeInstanceOf(ApiError)
  expect(error.name).toBe('ApiError')
})
