import { describe, expect, it } from 'vitest'
import { readSaved } from '../../src/callback/read-saved.ts'

const headers = { 'Wechatpay-Serial': 'PUB_KEY_ID_1', 'Wechatpay-Signature': 'c2ln' }
const pairs = Object.entries(headers)
const body = '{"summary":"投放计划"}'
const base64 = Buffer.from(body).toString('base64')
const head = pairs.map(([name, value]) => `${name}: ${value}`)
const other = { headers: { Host: 'pay.example.com' }, body: 'x' }

const forms: Readonly<Record<string, string | object>> = {
  'raw HTTP, CRLF': ['POST /plans HTTP/1.1', ...head, '', body].join('\r\n'),
  'raw HTTP, LF': ['POST /plans HTTP/1.1', ...head, '', body].join('\n'),
  'HTTP/2 as curl -i prints it': ['HTTP/2 200 ', ...head, '', body].join('\r\n'),
  'curl -i behind a proxy': [
    'HTTP/1.1 200 Connection established',
    '',
    'HTTP/1.1 100 Continue',
    '',
    'HTTP/1.1 200 OK',
    ...head,
    '',
    body,
  ].join('\r\n'),
  'curl -v': [
    '* Connected to pay.example.com',
    '> POST /plans HTTP/1.1',
    ...head.map((line) => `> ${line}`),
    '> ',
    body,
  ].join('\n'),
  'headers without a start line': [...head, '', body].join('\n'),
  'a byte order mark': `\ufeff${['POST /plans HTTP/1.1', ...head, '', body].join('\n')}`,
  'JSON, a record': { headers, body },
  'JSON, pairs': { headers: pairs, body },
  'JSON, names and values': { headers: pairs.map(([name, value]) => ({ name, value })), body },
  'JSON, rawHeaders': { rawHeaders: pairs.flat(), body },
  'JSON, lists of values': {
    headers: Object.fromEntries(pairs.map(([name, value]) => [name, [value]])),
    body,
  },
  'JSON, a Buffer': { headers, body: Buffer.from(body) },
  'JSON, rawBody beside a parsed body': { headers, rawBody: body, body: JSON.parse(body) },
  'JSON, Base64': { headers, body: base64, isBase64Encoded: true },
  'JSON, bodyBase64': { headers, bodyBase64: base64 },
  'JSON, a request': { request: { headers, body } },
  'JSON, a list': [other, { headers, body }],
  'HAR, the request': {
    log: {
      entries: [
        { request: { headers: [] } },
        { request: { headers: pairs.map(([name, value]) => ({ name, value })), postData: { text: body } } },
      ],
    },
  },
  'HAR, the response': {
    log: {
      entries: [
        {
          request: { headers: [] },
          response: {
            headers: pairs.map(([name, value]) => ({ name, value })),
            content: { text: base64, encoding: 'base64' },
          },
        },
      ],
    },
  },
}

describe('readSaved', () => {
  it.each(Object.entries(forms))('reads %s', (_, saved) => {
    const text = typeof saved === 'string' ? saved : JSON.stringify(saved)
    const found = readSaved(Buffer.from(text))
    expect(found?.headers).toEqual(pairs)
    expect(Buffer.from(found?.body ?? '').toString()).toBe(body)
    expect(found?.wasParsed).toBe(false)
  })

  it('knows a body that was parsed, and when a callback arrived', () => {
    const parsed = readSaved(
      Buffer.from(JSON.stringify({ headers, body: JSON.parse(body), receivedAt: 5000 })),
    )
    expect(parsed).toMatchObject({ wasParsed: true, receivedAt: 5000 })
    const entry = {
      startedDateTime: '2026-11-29T08:00:00+08:00',
      request: { headers: [], postData: { text: body } },
    }
    const har = readSaved(Buffer.from(JSON.stringify({ log: { entries: [entry] } })))
    expect(har?.receivedAt).toBe(Date.parse('2026-11-29T00:00:00Z'))
  })

  it.each(['', 'nothing', '{}', '[]', '"text"', '42', 'no header\n\nbody', '\u0000\u0001'])(
    'knows that %j is none',
    (text) => {
      expect(readSaved(Buffer.from(text))).toBeUndefined()
    },
  )
})
