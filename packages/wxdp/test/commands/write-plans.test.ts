import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inside, temporaryFolder, wxdp } from '../support/program.ts'
import { planOf, startSandbox } from '../support/sandbox.ts'

const coupon = ['--product-coupon-id', '1000000013', '--stock-id', '1000000013001']
const reused = [...coupon, '--reuse-coupon-config']
const day = 86_400_000
const after = (days: number): string => new Date(Date.now() + days * day).toISOString()
const ownTerms = () => ({
  product_coupon_id: '1000000013',
  stock_id: '1000000013001',
  reuse_coupon_config: false,
  plan_name: '满100减20元',
  total_count: 20_000,
  user_limit: 1,
  daily_limit: 500,
  delivery_start_time: after(1),
  delivery_end_time: after(30),
})

/** Makes a plan with terms of its own, and returns its id. */
async function ownPlan(env: Readonly<Record<string, string>>): Promise<string> {
  const run = { env, stdin: JSON.stringify(ownTerms()) }
  const { stdout } = await inside(['plans', 'create', '--file', '-', '--yes', '--json'], run)
  return JSON.parse(stdout).plan.plan_id
}

describe('wxdp plans create', () => {
  it('creates a plan from flags, and says how to repeat the call', async () => {
    const { partner } = await startSandbox()
    const made = await wxdp(['plans', 'create', ...reused, '--yes'], { env: partner })
    expect(made.code).toBe(0)
    expect(made.stdout).toMatch(/^plan_id +\d+$/m)
    const [, number = ''] =
      /^out_request_no (\S+)\. To repeat the call: .* --out-request-no \1\n$/.exec(made.stderr) ?? []
    expect(number).toMatch(/^create-\d{14}-[0-9a-f]{8}$/)
    const again = await wxdp(['plans', 'create', ...reused, '--yes', '--json', '--out-request-no', number], {
      env: partner,
    })
    expect(again).toMatchObject({ code: 0, stderr: '' })
    const { out_request_no, plan } = JSON.parse(again.stdout)
    expect(out_request_no).toBe(number)
    expect(made.stdout).toContain(plan.plan_id)
  })

  it('reads a file, and lets flags count before it', async () => {
    const { partner, brand } = await startSandbox()
    const cwd = temporaryFolder()
    const file = { ...ownTerms(), out_request_no: 'file-1', brand_id: partner.BRAND_ID }
    writeFileSync(join(cwd, 'plan.json'), `\ufeff${JSON.stringify(file, null, 2)}`)
    const args = ['plans', 'create', '--file', 'plan.json', '--yes', '--json', '--total-count', '30000']
    const { BRAND_ID, ...withoutBrand } = partner
    const made = await wxdp(args, { env: withoutBrand, cwd })
    expect(made).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(made.stdout)).toMatchObject({
      out_request_no: 'file-1',
      plan: { total_count: 30_000, plan_name: '满100减20元', brand_id: BRAND_ID },
    })
    const asked = await inside([...args, '--brand-id', '1'], { env: partner, cwd })
    expect(asked).toMatchObject({ code: 3, stderr: expect.stringContaining('NO_AUTH') })
    const draft = await inside(
      ['plans', 'create', '--file', '-', '--save-as-draft', '--json', '--lang', 'zh'],
      { env: brand, stdin: JSON.stringify(ownTerms()) },
    )
    expect(draft.code).toBe(0)
    expect(draft.stderr).toMatch(/^out_request_no create-\S+。如需重试/)
    expect(JSON.parse(draft.stdout).plan.plan_state).toBe('CREATED')
  })

  it('checks the input before anything is sent, and passes warnings on', async () => {
    const { partner } = await startSandbox()
    const run = { env: { ...partner, WECHATPAY_HOST: 'http://127.0.0.1:9' } }
    const wrong = await wxdp(['plans', 'create', ...coupon, '--total-count', 'many', '--yes'], run)
    expect(wrong).toMatchObject({ code: 2, stdout: '' })
    const [error, ...fields] = wrong.stderr.trimEnd().split('\n')
    expect(error).toMatch(/^CORE_INPUT_INVALID: .*Correct these fields:$/)
    expect(fields).toEqual([
      '  /total_count (number): Invalid type: Expected number but received "many". Pass a number, without quotation marks.',
      ...['plan_name', 'daily_limit', 'delivery_start_time', 'delivery_end_time'].map(
        (field) => `  /${field} (required): It is required when reuse_coupon_config is false. Add the field.`,
      ),
      ` ${ERROR_LINK}core_input_invalid`,
    ])
    const { stderr } = await wxdp(['plans', 'create', ...coupon, '--total-count', 'many', '--verbose'], run)
    expect(stderr).toMatch(/^ {2}\/plan_name .* https:\S+\d$/m)
    const unknown = await inside(['plans', 'create', '--file', '-', '--yes'], {
      ...run,
      stdin: JSON.stringify({ ...ownTerms(), colour: 'red' }),
    })
    expect(unknown.stderr).toMatch(/\/colour \(unknown_field\)/)
    const { user_limit, ...unlimited } = ownTerms()
    expect(user_limit).toBe(1)
    const warned = await inside(['plans', 'create', '--file', '-', '--dry-run'], {
      ...run,
      stdin: JSON.stringify(unlimited),
    })
    expect(warned.code).toBe(0)
    expect(warned.stderr).toMatch(/^Warning: \/user_limit \(advised\): Without it there is no limit per user/)
  })

  it('asks before a plan goes to audit, and prints the signed request with --dry-run', async () => {
    const { partner } = await startSandbox()
    const unconfirmed = await wxdp(['plans', 'create', ...reused], { env: partner })
    expect(unconfirmed.code).toBe(5)
    expect(unconfirmed.stderr).toMatch(/^WXDP_UNCONFIRMED: The new plan goes to audit at once/)
    const dry = await wxdp(['plans', 'create', ...reused, '--dry-run'], { env: partner })
    expect(dry.code).toBe(0)
    expect(dry.stdout).toMatch(
      /--data-binary '\{"out_request_no":.*"reuse_coupon_config":true,"brand_id":"120344"\}'/,
    )
    const { stdout } = await inside(['plans', 'list', '--json'], { env: partner })
    expect(JSON.parse(stdout)).toEqual([])
  })

  it.each([
    ['{"a":1,\n}', /^WXDP_INPUT_INVALID: - is not JSON \(line 2\)\. \S+#wxdp_input_invalid\n$/],
    ['secret', /^WXDP_INPUT_INVALID: - is not JSON( \(line 1\))?\. \S+#wxdp_input_invalid\n$/],
    ['[]', /^WXDP_INPUT_INVALID: -: expected a JSON object\. \S+#wxdp_input_invalid\n$/],
  ])('names a file that is not what it should be: %j', async (stdin, expected) => {
    const { partner } = await startSandbox()
    const ended = await inside(['plans', 'create', '--file', '-'], { env: partner, stdin })
    expect(ended).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(expected) })
  })

  it('needs a brand', async () => {
    const { partner } = await startSandbox()
    const { BRAND_ID, ...env } = partner
    expect(BRAND_ID).toBeDefined()
    const ended = await inside(['plans', 'create', ...reused, '--yes'], { env })
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringMatching(/BRAND_ID is not set/) })
  })
})

describe('wxdp plans update', () => {
  it('shows what changes, asks, and changes it', async () => {
    const box = await startSandbox()
    for (const env of [box.partner, box.brand]) {
      const id = await ownPlan(env)
      const url = ['notify-url', 'set', 'https://pay.example.com/plans', '--yes']
      await inside(url, { env })
      await box.sandbox.control.approve(id)
      const args = ['plans', 'update', id, '--total-count', '30000', '--plan-name', '新名称']
      const unconfirmed = await wxdp(args, { env })
      expect(unconfirmed.code).toBe(5)
      const [head, ...rows] = unconfirmed.stderr.split('\n')
      expect(head).toMatch(/^FIELD +NOW +NEW$/)
      expect(rows).toContainEqual(expect.stringMatching(/^total_count +20000 +30000$/))
      expect(rows).toContainEqual(expect.stringMatching(/^plan_name +满100减20元 +新名称$/))
      const changed = await wxdp([...args, '--yes', '--json'], { env })
      expect(changed.code).toBe(0)
      expect(changed.stderr).toMatch(/^out_request_no update-\S+\. To repeat/m)
      expect(JSON.parse(changed.stdout)).toMatchObject({
        out_request_no: expect.stringMatching(/^update-/),
        plan: { plan_id: id, total_count: 20_000 },
      })
      await box.sandbox.control.approve(id)
      const { stdout } = await inside(['plans', 'get', id, '--json'], { env })
      expect(JSON.parse(stdout)).toMatchObject({ total_count: 30_000, plan_name: '新名称' })
    }
  })

  it('changes it once a person says yes', async () => {
    const box = await startSandbox()
    const id = await ownPlan(box.partner)
    await inside(['notify-url', 'set', 'https://pay.example.com/plans', '--yes'], { env: box.partner })
    await box.sandbox.control.approve(id)
    const run = { env: box.partner, isTTY: true, stdin: 'y\n' }
    const changed = await inside(['plans', 'update', id, '--recommend-word', '热卖', '--lang', 'zh'], run)
    expect(changed.code).toBe(0)
    expect(changed.stderr).toMatch(
      /^字段 .*\nrecommend_word +- +热卖\n审核通过后，.*\[y\/N\] out_request_no update-/,
    )
    expect(changed.stdout).toContain(id)
    const refused = await inside(['plans', 'create', ...reused], { ...run, stdin: 'n\n' })
    expect(refused).toMatchObject({ code: 5, stdout: '' })
  })

  it('refuses what WeChat Pay would refuse, before it asks', async () => {
    const box = await startSandbox()
    const id = await ownPlan(box.partner)
    const args = ['plans', 'update', id, '--total-count', '10000', '--yes']
    const less = await wxdp(args, { env: box.partner })
    expect(less).toMatchObject({ code: 2, stdout: '' })
    expect(less.stderr).toMatch(
      /total_count +20000 +10000\nCORE_INPUT_INVALID: .*\n {2}\S+ \(not_less\): .*\.\n {2}https:\S+#core_input_invalid\n$/,
    )
    const nothing = await inside(['plans', 'update', id], { env: box.partner })
    expect(nothing).toMatchObject({ code: 2, stderr: expect.stringContaining('no_change') })
    const unknown = await inside(['plans', 'update', '404', '--total-count', '20000'], { env: box.partner })
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringMatching(/^WXDP_PLAN_UNKNOWN: /) })
  })

  it('reads a file, but none that is for another plan', async () => {
    const box = await startSandbox()
    const id = await planOf(box, 1)
    const content = { out_request_no: 'change-1', modify_content: { recommend_word: '热卖' } }
    const run = (more: object) => ({ env: box.partner, stdin: JSON.stringify({ ...content, ...more }) })
    const args = ['plans', 'update', id, '--file', '-']
    const dry = await inside([...args, '--dry-run'], run({ plan_id: id }))
    expect(dry.code).toBe(0)
    expect(dry.stdout).toContain('"out_request_no":"change-1","modify_content":{"recommend_word":"热卖"}')
    const other = await inside(args, run({ plan_id: '404' }))
    expect(other).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^WXDP_INPUT_INVALID: The file has the plan_id 404, and the command /),
    })
    const notFields = await inside(args, run({ modify_content: 'more' }))
    expect(notFields).toMatchObject({ code: 2, stderr: expect.stringMatching(/^CORE_INPUT_INVALID/) })
  })
})
