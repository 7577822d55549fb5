import { CoreError, type CoreIssue, explain } from '@wxdp/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authTexts } from '../../src/explain/auth-texts.ts'
import { coreTexts } from '../../src/explain/core-texts.ts'
import { fetchTexts } from '../../src/explain/fetch-texts.ts'
import { notifyTexts } from '../../src/explain/notify-texts.ts'
import { sandboxTexts } from '../../src/explain/sandbox-texts.ts'
import type { CodeText } from '../../src/explain/text.ts'

const rows: readonly (readonly [code: string, text: CodeText])[] = Object.entries({
  ...authTexts,
  ...coreTexts,
  ...fetchTexts,
  ...notifyTexts,
  ...sandboxTexts,
})

const errorWith = (code: string, message = 'm'): Error => Object.assign(new Error(message), { code })

describe('explain', () => {
  it('gives meaning, remedy, page and message of a code', () => {
    expect(explain(errorWith('AUTH_API_V3_KEY_INVALID', 'found 31 bytes')).split('\n')).toEqual([
      'AUTH_API_V3_KEY_INVALID: The APIv3 key is not 32 bytes long. Copy it again without spaces and line breaks. Do not confuse it with the APIv2 key.',
      '  https://pay.weixin.qq.com/doc/v3/partner/4013059153',
      '  Message: found 31 bytes',
      ` ${ERROR_LINK}auth_api_v3_key_invalid`,
    ])
  })

  it('does so in Chinese', () => {
    const options = { language: 'zh' } as const
    expect(explain(errorWith('AUTH_API_V3_KEY_INVALID', 'found 31 bytes'), options).split('\n')).toEqual([
      'AUTH_API_V3_KEY_INVALID: APIv3 密钥不是 32 字节。请重新复制，不要带空格和换行；注意与 APIv2 密钥区分。',
      '  https://pay.weixin.qq.com/doc/v3/partner/4013059153',
      '  原始信息：found 31 bytes',
      ` ${ERROR_LINK}auth_api_v3_key_invalid`,
    ])
  })

  it('leaves the page out when none is known', () => {
    const { page } = notifyTexts.NOTIFY_METHOD ?? {}
    expect(page).toBeUndefined()
    expect(explain(errorWith('NOTIFY_METHOD')).split('\n')).toHaveLength(3)
  })

  it.each(rows)('explains %s in both languages', (code, { en, zh, page }) => {
    for (const sentences of [en, zh]) expect(sentences).toHaveLength(2)
    expect(en.join(' ')).toMatch(/^[\x20-\x7e…]+$/)
    for (const sentence of en) expect(sentence).toMatch(/^[\w@].*[.:]$/)
    for (const sentence of zh) expect(sentence).toMatch(/^(?=.*\p{Script=Han}).*[。：]$/u)
    if (page) expect(page).toMatch(/^https:\/\/pay\.weixin\.qq\.com\/doc\/v3\/partner\/\d{10}$/)
    expect(explain(errorWith(code))).toContain(`${code}: ${en[0]} ${en[1]}`)
    expect(explain(errorWith(code), { language: 'zh' })).toContain(`${code}: ${zh[0]}${zh[1]}`)
  })

  it('lists the issues in place of the message, with remedies only for an input', () => {
    const issues: CoreIssue[] = [{ path: '', rule: 'object', message: 'Expected an object.' }]
    const input = new CoreError('CORE_INPUT_INVALID', 'm', { issues })
    expect(explain(input).split('\n')).toEqual([
      'CORE_INPUT_INVALID: The input breaks the rules of the endpoint. Nothing was sent. Correct these fields:',
      '  / (object): Expected an object. Pass an object.',
      ` ${ERROR_LINK}core_input_invalid`,
    ])
    const response = new CoreError('CORE_RESPONSE_INVALID', 'm', { issues })
    expect(explain(response, { language: 'zh' }).split('\n')[1]).toBe('  / (object): 应为对象。')
    expect(explain(new CoreError('CORE_RESPONSE_INVALID', 'not JSON'))).toMatch(
      /\n {2}Message: not JSON\n {2}https:\S+#core_response_invalid$/,
    )
  })

  it('ends the sentence of a rule that has none', () => {
    const issues: CoreIssue[] = [{ path: '/n', rule: 'number', message: 'Expected number' }]
    expect(explain(new CoreError('CORE_INPUT_INVALID', 'm', { issues })).split('\n')[1]).toBe(
      '  /n (number): Expected number. Pass a number, without quotation marks.',
    )
  })

  it('gives the remedy for the cause of a broken connection, and all of them if it is not known', () => {
    const broken = (...codes: string[]) =>
      codes.reduceRight<Error | undefined>(
        (cause, code) => Object.assign(new Error('m', cause && { cause }), { code }),
        undefined,
      )
    const first = (error: unknown, language: 'en' | 'zh' = 'en') =>
      explain(error, { language }).split('\n')[0]
    expect(first(broken('FETCH_NETWORK', 'X', 'ENOTFOUND'))).toMatch(/unknown\. Check DNS\.$/)
    expect(first(broken('FETCH_NETWORK', 'ECONNREFUSED'), 'zh')).toMatch(/未知。请检查防火墙和代理；[^：]*$/)
    expect(first(broken('FETCH_NETWORK', 'CERT_HAS_EXPIRED'))).toMatch(/unknown\. A proxy replaces/)
    expect(first(broken('FETCH_NETWORK', 'ECONNRESET'))).toMatch(/unknown\. The call may have been/)
    expect(first(broken('FETCH_NETWORK', 'EOTHER'))).toMatch(/ENOTFOUND, EAI_AGAIN: check DNS\. .*ECONNRESET/)
    expect(first(Object.assign(new Error('m', { cause: 7 }), { code: 'FETCH_NETWORK' }))).toMatch(/ENOTFOUND/)
  })

  it('explains the causes', () => {
    const cause = errorWith('AUTH_SIGNATURE_PROBE')
    const error = Object.assign(new Error('unverified', { cause }), { code: 'FETCH_UNTRUSTED' })
    expect(explain(error)).toMatch(/^FETCH_UNTRUSTED: [^←]*\n {2}← AUTH_SIGNATURE_PROBE: A signature probe/)
  })

  it('gives name or code, and message, of any other error, and accepts any value', () => {
    const cause = errorWith('ECONNREFUSED', 'refused')
    expect(explain(new TypeError('fetch failed', { cause }))).toBe(
      'TypeError: fetch failed\n  ← ECONNREFUSED: refused',
    )
    expect(explain(errorWith('toString'))).toBe('toString: m')
    expect(explain(Object.create(null))).toBe('[object Object]')
    expect(explain({ toString: 1 })).toBe('[object Object]')
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true }),
        (value) => void expect(typeof explain(value)).toBe('string'),
      ),
    )
  })

  it('shows no control characters, and lines of bounded length', () => {
    const text = explain(new Error(`a\u001b[31m\r\nb\u009b\u202e\u2069\u2028${'x'.repeat(1_000_000)}`))
    expect(text).toContain(String.raw`a\u{1b}[31m\u{d}\u{a}b\u{9b}\u{202e}\u{2069}\u{2028}xxx`)
    expect(text).not.toMatch(/[^\P{C}\n]|\p{Zl}|\p{Zp}/u)
    expect(text.length).toBeLessThan(2100)
  })

  it('survives errors that throw when they are read', () => {
    const throwing = (name: string) =>
      Object.defineProperty(new Error('m'), name, {
        get() {
          throw new Error('no')
        },
      })
    expect(explain(throwing('cause'))).toBe('Error: m')
    expect(explain(throwing('code'))).toBe('Error: m')
    expect(explain(throwing('name'))).toBe('[object Error]')
    expect(explain(throwing('message'))).toBe('[object Error]')
    expect(explain(Object.assign(new Error('m'), { message: { toString: 1 } }))).toBe('[object Error]')
    const { proxy, revoke } = Proxy.revocable(new Error('m'), {})
    revoke()
    expect(explain(proxy)).toBe('[unreadable]')
    const trap = new Proxy(new Error('m'), {
      get() {
        throw new Error('no')
      },
      getPrototypeOf() {
        throw new Error('no')
      },
    })
    expect(typeof explain(trap)).toBe('string')
    expect(explain(new Error('outer', { cause: proxy }))).toBe('Error: outer\n  ← [unreadable]')
  })

  it('prints at most 50 issues, and at most 8 causes', () => {
    const issues = Array.from({ length: 100_000 }, (_, i) => ({ path: `/${i}`, rule: 'r', message: 'm' }))
    expect(explain(new CoreError('CORE_INPUT_INVALID', 'm', { issues })).split('\n')).toHaveLength(52)
    let error = new Error('0')
    for (let i = 1; i < 10_000; i++) error = new Error(String(i), { cause: error })
    expect(explain(error).split('\n')).toHaveLength(8)
  })

  it('ends even if the causes are circular', () => {
    const circle = new Error('round')
    circle.cause = circle
    expect(explain(circle).split('\n')).toHaveLength(8)
  })
})
