// The pages in `pages` are made up in the form of WeChat Pay's Markdown, and say what the real ones say.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compare } from '../compare.ts'
import { type OpenApi, readContract } from '../read-contract.ts'
import { readPage } from '../read-page.ts'
import { watch } from '../watch.ts'

const document: OpenApi = JSON.parse(
  readFileSync(new URL(import.meta.resolve('@wxdp/core/openapi.json')), 'utf8'),
)
const contract = readContract(document)
const [create, list, update, callback] = ['4016184554', '4016184563', '4016184594', '4016168699']
const page = (id: string): string => readFileSync(join(import.meta.dirname, 'pages', `${id}.md`), 'utf8')
const differences = (id: string, markdown: string) => {
  const ours = contract.get(id)
  if (!ours) throw new Error(`No call has the page ${id}.`)
  return compare(id, readPage(markdown), ours).map(({ what, documented, ours: mine }) => [
    what,
    documented,
    mine,
  ])
}
/** Where a page says string(32) and we take 40, since another page says 40. */
const known = [['path plan_id: length', '32', '40']]

describe('a page that says what we say', () => {
  it.each([
    [create, []],
    [list, []],
    [update, known],
    [callback, []],
  ])('%s shows nothing new', (id, expected) => {
    expect(differences(id, page(id))).toEqual(expected)
  })
})

describe('finds', () => {
  it.each<[string, string, (markdown: string) => string, string[]]>([
    [
      'another path',
      create,
      (text) => text.replace('delivery-plans`', 'plans`'),
      [
        'call',
        'POST /v3/marketing/partner/delivery-plan/plans',
        'POST /v3/marketing/partner/delivery-plan/delivery-plans',
      ],
    ],
    [
      'another method',
      update,
      (text) => text.replace('【PATCH】', '【PUT】'),
      [
        'call',
        'PUT /v3/marketing/partner/delivery-plan/delivery-plans/{plan_id}',
        'PATCH /v3/marketing/partner/delivery-plan/delivery-plans/{plan_id}',
      ],
    ],
    ['another limit', list, (text) => text.replace('100次/秒', '50 次/秒'), ['calls a second', '50', '100']],
    [
      'a new field of a request',
      create,
      (text) =>
        text.replace(' plan_name 　选填', ' plan_color 　选填   string(8)\n\n【颜色】\n\n plan_name 　选填'),
      ['body plan_color', 'a field', '–'],
    ],
    [
      'a new field in an object of a response',
      list,
      (text) =>
        text.replace(
          ' brand_id 　必填   string(32)',
          ' coupon_count 　选填   integer【张数】 brand_id 　必填   string(32)',
        ),
      ['response coupon_count', 'a field', '–'],
    ],
    [
      'a field that is gone',
      list,
      (text) => text.replace(' offset 　选填   integer', ''),
      ['query offset', '–', 'a field'],
    ],
    [
      'a field that is required now',
      list,
      (text) => text.replace(' plan_id 　选填', ' plan_id 　必填'),
      ['query plan_id: need', 'required', 'optional'],
    ],
    [
      'another length',
      create,
      (text) => text.replace('string(40)', 'string(64)'),
      ['body out_request_no: length', '64', '40'],
    ],
    [
      'a new value',
      create,
      (text) => text.replace('`SINGLE`: 单券', '`SINGLE`: 单券\n- `WEEKLY`: 每周'),
      ['body usage_mode: values', 'PROGRESSIVE_BUNDLE SINGLE WEEKLY', 'PROGRESSIVE_BUNDLE SINGLE'],
    ],
    [
      'a value that is gone',
      list,
      (text) => text.replace('AUDIT_REJECTED: 驳回', ''),
      [
        'query audit_state: values',
        'AUDIT_INITIAL AUDIT_PASSED AUDIT_PROCESSING',
        'AUDIT_INITIAL AUDIT_PASSED AUDIT_PROCESSING AUDIT_REJECTED',
      ],
    ],
    [
      'a new field of a callback',
      callback,
      (text) => text.replace(' change_reason', ' brand_id 　必填   string\n\n【品牌】\n\n change_reason'),
      ['resource brand_id', 'a field', '–'],
    ],
    [
      'a new error',
      create,
      (text) =>
        text.replace('| 401 | SIGN_ERROR', '| 403 | PLAN_FROZEN | 已冻结 | 联系客服 |\n| 401 | SIGN_ERROR'),
      ['error', 'PLAN_FROZEN', '–'],
    ],
  ])('%s', (_, id, change, expected) => {
    const changed = change(page(id))
    expect(changed).not.toBe(page(id))
    expect(differences(id, changed).filter((each) => each.join() !== known.join())).toEqual([expected])
  })
})

describe('the table', () => {
  it('has a row for each difference, and one for a page that is missing or cannot be read', () => {
    const { table, isSame } = watch(document, (id) =>
      id === create ? page(id) : id === list ? '# Moved' : undefined,
    )
    expect(isSame).toBe(false)
    expect(table).not.toContain(`| ${create} |`)
    expect(table).toContain(
      `| ${list} | page | – | GET /v3/marketing/partner/delivery-plan/delivery-plans/{brand_id}/delivery-plans |`,
    )
    expect(table.split('\n').filter((row) => row.includes('| page | – |'))).toHaveLength(contract.size - 1)
    expect(table.split('\n').at(-1)).toBe(
      `${contract.size} pages, ${contract.size - 1} differences, 0 more that are accepted.`,
    )
  })

  it('leaves out what is accepted, and names what need not be accepted any more', () => {
    const only = '/v3/marketing/partner/delivery-plan/delivery-plans/{plan_id}'
    const one = { ...document, webhooks: {}, paths: { [only]: document.paths[only] ?? {} } }
    const summary = '1 pages, 0 differences, 1 more that are accepted.'
    expect(watch(one, (id) => (id === update ? page(id) : undefined))).toEqual({
      table: summary,
      isSame: true,
    })
    const longer = page(update).replace('string(32)', 'string(40)')
    const { table, isSame } = watch(one, (id) => (id === update ? longer : undefined))
    expect(isSame).toBe(false)
    expect(table).toContain(`| ${update} | path plan_id: length | as ours | take it off the accepted ones |`)
  })

  it('is one line if nothing differs', () => {
    const one = {
      ...document,
      webhooks: {},
      paths: {
        '/v3/marketing/partner/delivery-plan/delivery-plans':
          document.paths['/v3/marketing/partner/delivery-plan/delivery-plans'] ?? {},
      },
    }
    expect(watch(one, (id) => (id === create ? page(id) : undefined))).toEqual({
      table: '1 pages, 0 differences, 0 more that are accepted.',
      isSame: true,
    })
  })
})
