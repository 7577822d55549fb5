import { toRequest } from '@wxdp/core'
import { setNotifyUrl } from '@wxdp/core/brand'
import { expect, it } from 'vitest'
import { issuesOf } from '../support/issues-of.ts'

it('setNotifyUrl of a brand refuses a URL on loopback, except for a sandbox', () => {
  const input = { notify_url: 'https://127.0.0.1/x' }
  expect(issuesOf(() => toRequest(setNotifyUrl, input))).toEqual(['/notify_url domain_name'])
  expect(issuesOf(() => toRequest(setNotifyUrl, input, { sandbox: true }))).toEqual([])
})
