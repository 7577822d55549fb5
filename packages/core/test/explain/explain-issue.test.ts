import { CoreError, type CoreIssue, checkPlanUpdate, explain, toRequest } from '@wxdp/core'
import { createPlan, listPlans, setNotifyUrl, updatePlan } from '@wxdp/core/partner'
import { echo } from '@wxdp/core/security'
import { describe, expect, it } from 'vitest'
import { ruleTexts } from '../../src/explain/rule-texts.ts'
import { thrownIssues } from '../support/issues-of.ts'
import { change, own, plan } from '../support/plans.ts'

/** The line of the first issue. */
function lineOf(issues: readonly CoreIssue[], language: 'en' | 'zh' = 'zh'): string | undefined {
  return explain(new CoreError('CORE_INPUT_INVALID', 'm', { issues }), { language }).split('\n')[1]
}

const page = 'https://pay.weixin.qq.com/doc/v3/partner'

describe('explain: an issue', () => {
  it('has its own message, a remedy and the page in English', () => {
    const issues = thrownIssues(() => toRequest(createPlan, { ...own, plan_name: '券'.repeat(13) }))
    expect(lineOf(issues, 'en')).toBe(
      `  /plan_name (max_width): At most 12 Chinese or 24 Latin characters are allowed. Shorten it. A Chinese character counts as two Latin ones. ${page}/4016184554`,
    )
  })

  it('has no second remedy in English if its message already has one', () => {
    const issues = thrownIssues(() =>
      toRequest(setNotifyUrl, { sp_mchid: '1', notify_url: 'https://pay.example.com/p?a=1' }),
    )
    expect(lineOf(issues, 'en')).toBe(
      `  /notify_url (no_query): Query parameters are not allowed; use the path. ${page}/4016184598`,
    )
  })

  const url = 'https://pay.example.com/p'
  it.each<[string, () => readonly CoreIssue[], string]>([
    [
      'a limit',
      () => thrownIssues(() => toRequest(createPlan, { ...own, product_coupon_id: '7'.repeat(41) })),
      `/product_coupon_id (max_bytes): 字节数超出上限（要求 <=40，实际 41）。请缩短内容；一个汉字占 3 字节。 ${page}/4016184554`,
    ],
    [
      'a pattern',
      () => thrownIssues(() => toRequest(createPlan, { ...own, out_request_no: '12345' })),
      `/out_request_no (regex): 格式不正确（要求 /^[\\w-]{6,40}$/）。请按要求的格式填写。 ${page}/4016184554`,
    ],
    [
      'allowed values',
      () =>
        thrownIssues(() =>
          toRequest(listPlans, { brand_id: '1', audit_state: 'PASSED' as 'AUDIT_PASSED', page_size: 1 }),
        ),
      `/audit_state (picklist): 取值不在允许的范围内（要求 ("AUDIT_INITIAL" | "AUDIT_PROCESSING" | "AUDIT_PASSED" | "AUDIT_REJECTED")）。请使用允许的取值。 ${page}/4016184563`,
    ],
    [
      'a host',
      () => thrownIssues(() => toRequest(setNotifyUrl, { sp_mchid: '1', notify_url: 'https://db.lan/p' })),
      `/notify_url (public_host): 回调地址的主机无法从公网访问（实际 db.lan）。请使用公网域名；连接本地沙箱时请设置 sandbox: true。 ${page}/4016184598`,
    ],
    [
      'a better spelling',
      () => thrownIssues(() => toRequest(echo, { echo_message: 'x', notify_url: `${url}/../q` })),
      `/notify_url (normal_form): 回调地址不是规范写法（要求 https://pay.example.com/q）。请改为规范写法：中文域名用 Punycode，其他字符做百分号编码。 ${page}/4015139289`,
    ],
    [
      'a count of days',
      () =>
        thrownIssues(() => toRequest(createPlan, { ...own, delivery_end_time: '2026-12-01T12:00:00+08:00' })),
      `/delivery_end_time (min_days): 投放天数不足（要求 >1，实际 0.5）。请推迟结束时间。 ${page}/4016184554`,
    ],
    [
      'a value that may only grow',
      () => checkPlanUpdate({ ...plan, user_limit: 5 }, { user_limit: 1 }),
      `/modify_content/user_limit (only_more): 只能增加，不能减少或不变（要求 >5，实际 1）。请填写更大的数值。 ${page}/4016184594`,
    ],
    [
      'nothing but the rule',
      () => thrownIssues(() => toRequest(updatePlan, { ...change, modify_content: {} })),
      `/modify_content (no_change): 没有修改任何字段。请在 modify_content 中至少填写一个字段。 ${page}/4016184594`,
    ],
  ])('is said in Chinese, with %s', (_, issues, line) => {
    expect(lineOf(issues())).toBe(`  ${line}`)
  })

  it('of a foreign schema keeps its own message in both languages', () => {
    const issues = [{ path: '/a', rule: 'too_big', message: 'Too big.' }]
    expect(lineOf(issues, 'en')).toBe('  /a (too_big): Too big.')
    expect(lineOf(issues)).toBe('  /a (too_big): Too big.')
    expect(lineOf([{ path: '/a', rule: 'toString', message: 'Odd.' }])).toBe('  /a (toString): Odd.')
  })

  it.each(Object.entries(ruleTexts))('%s has a remedy, and a meaning in Chinese', (_, { en, zh }) => {
    if (en !== undefined) expect(en).toMatch(/^[A-Z][\x20-\x7e]*\.$/)
    expect(zh[0]).toMatch(/^(?=.*\p{Script=Han}).*[^。]$/u)
    expect(zh[1]).toMatch(/^(?=.*\p{Script=Han}).*。$/u)
  })
})
