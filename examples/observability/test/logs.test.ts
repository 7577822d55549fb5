import { Writable } from 'node:stream'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { createLogs } from '../logs.ts'
import { makeTraffic } from '../traffic.ts'

it('logs each attempt and each callback as one line at the right level', async () => {
  let text = ''
  const sink = new Writable({
    write(chunk, _, done) {
      text += chunk
      done()
    },
  })
  const secrets = await makeTraffic(createLogs(pino(sink)))
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ level, msg, code, status }) => [level, msg, code, status])).toEqual([
    [40, 'attempt failed, will be retried', 'FETCH_NETWORK', undefined],
    [30, 'attempt succeeded', undefined, 200],
    [50, 'attempt failed', 'PARAM_ERROR', 400],
    [30, 'callback', 'AUTH_SIGNATURE_PROBE', 401],
    [30, 'callback', undefined, 204],
    [30, 'callback', undefined, 204],
    [40, 'callback', 'AUTH_HEADER_MISSING', 400],
  ])
  expect(lines[0]).toMatchObject({
    endpoint: 'setNotifyUrl',
    attempt: 1,
    causeCode: 'ECONNRESET',
    retryAfterMs: 0,
  })
  expect(lines[6].err.message).toMatch(/wechatpay-/i)
  for (const secret of secrets) expect(text).not.toContain(secret)
})
