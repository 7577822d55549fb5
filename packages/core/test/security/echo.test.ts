import { toRequest } from '@wxdp/core'
import { type EchoInput, echo } from '@wxdp/core/security'
import { expect, it } from 'vitest'
import { issuesOf } from '../support/issues-of.ts'

it.each<[string, EchoInput, string]>([
  ['an empty message', { echo_message: '' }, '/echo_message min_bytes'],
  [
    'a callback URL without a path',
    { echo_message: 'x', notify_url: 'https://pay.example.com' },
    '/notify_url path_required',
  ],
])('echo refuses %s', (_, input, issue) => {
  expect(issuesOf(() => toRequest(echo, input))).toEqual([issue])
})
