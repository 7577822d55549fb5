import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { inside, wxdp } from '../support/program.ts'
import { type Box, planOf, planOfBrand, startSandbox } from '../support/sandbox.ts'

const url = 'https://pay.example.com/wechatpay/plans'

const plansOf = async ({ partner }: Box): Promise<{ plan_id: string; plan_state: string }[]> =>
  JSON.parse((await inside(['plans', 'list', '--json'], { env: partner })).stdout)

describe('wxdp notify-url set', () => {
  it('sets the URL, for a service provider and for a brand', async () => {
    const { partner, brand, sandbox } = await startSandbox()
    const [one, other] = await Promise.all([
      wxdp(['notify-url', 'set', url, '--yes'], { env: partner }),
      inside(['notify-url', 'set', url, '--yes', '--json'], { env: brand }),
    ])
    expect(one).toEqual({ code: 0, stdout: `Callbacks now go to ${url}\n`, stderr: '' })
    expect(JSON.parse(other.stdout)).toEqual({ notify_url: url })
    expect(sandbox.control.notifyUrl).toBe(url)
    expect(sandbox.control.brandNotifyUrl).toBe(url)
  })

  it('asks before, and sends nothing without a yes', async () => {
    const { partner, sandbox } = await startSandbox()
    const silent = await wxdp(['notify-url', 'set', url], { env: partner })
    expect(silent).toMatchObject({ code: 5, stdout: '' })
    expect(silent.stderr).toMatch(/^WXDP_UNCONFIRMED: .*Pass --yes to confirm\. \S+#wxdp_unconfirmed\n$/)
    expect(silent.stderr.match(/\/errors#/g)).toHaveLength(1)
    for (const stdin of ['n\n', '\n', '']) {
      const refused = await inside(['notify-url', 'set', url], { env: partner, isTTY: true, stdin })
      expect(refused.code).toBe(5)
      expect(refused.stderr).toContain(
        `${url} replaces the callback URL, and no call can read the one before. [y/N] `,
      )
    }
    expect(sandbox.control.notifyUrl).toBeUndefined()
    const confirmed = await inside(['notify-url', 'set', url], { env: partner, isTTY: true, stdin: 'y\n' })
    expect(confirmed.code).toBe(0)
    expect(sandbox.control.notifyUrl).toBe(url)
  })

  it('prints the signed request as curl, which sends exactly that', async () => {
    const { partner, sandbox } = await startSandbox()
    const { code, stdout, stderr } = await wxdp(['notify-url', 'set', url, '--dry-run'], { env: partner })
    expect(code).toBe(0)
    expect(stderr).toMatch(/^Not sent\. Whoever has this signature can send this request within five minutes/)
    expect(stdout).toContain('signature="')
    expect(sandbox.control.notifyUrl).toBeUndefined()
    const sent = JSON.parse(run(stdout))
    expect(sent.body).toBe(JSON.stringify({ notify_url: url }))
    const { method, headers, body } = sent
    const response = await sandbox.fetch(sent.url, { method, headers, body })
    expect(response.status).toBe(200)
    expect(sandbox.control.notifyUrl).toBe(url)
  })

  it('exits with 2 for a URL that breaks a rule, before it asks WeChat Pay', async () => {
    const { partner } = await startSandbox()
    const { code, stderr } = await wxdp(['notify-url', 'set', 'https://pay.example.com', '--yes'], {
      env: partner,
    })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^CORE_INPUT_INVALID: /)
  })
})

/** Runs a printed command in a shell whose curl prints what it was called with. */
function run(command: string): string {
  const script = `curl() { node -e '
    const args = process.argv.slice(1)
    const after = (flag) => args.flatMap((each, at) => (args[at - 1] === flag ? [each] : []))
    const headers = after("--header").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)])
    console.log(JSON.stringify({ url: args.at(-1), method: after("--request")[0], headers, body: after("--data-binary")[0] }))
  ' -- "$@"; }\n${command}`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' })
}

describe('wxdp plans', () => {
  it('lists plans as a table, and as JSON', async () => {
    const box = await startSandbox()
    const { partner, brand } = box
    const none = await wxdp(['plans', 'list'], { env: partner })
    expect(none).toEqual({ code: 0, stdout: '', stderr: 'There are no such plans.\n' })
    const id = await planOf(box, 1)
    await planOf(box, 2)
    const ofBrand = await planOfBrand(box, 3)
    const { code, stdout, stderr } = await wxdp(['plans', 'list'], { env: partner })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const [head, ...rows] = stdout.trim().split('\n')
    expect(head).toMatch(/^PLAN +NAME +STATE +START +END +COUPONS$/)
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatch(new RegExp(`^${id} .* CREATED  20\\d\\d-\\d\\d-\\d\\dT`))
    const json = await wxdp(['plans', 'list', '--json', '--state', 'CREATED'], { env: brand })
    const [plan, ...others] = JSON.parse(json.stdout)
    expect(plan).toMatchObject({ plan_id: ofBrand, plan_state: 'CREATED' })
    expect(others).toEqual([])
    expect((await inside(['plans', 'list', '--lang', 'zh'], { env: partner })).stdout).toMatch(/^计划 ID /)
  })

  it('reads all pages, and says how far it is', async () => {
    const box = await startSandbox()
    for (let number = 0; number < 60; number += 1) await planOf(box, number)
    expect(await plansOf(box)).toHaveLength(60)
    const watched = await inside(['plans', 'list'], { env: box.partner, isTTY: true })
    expect(watched.stderr).toContain('50 plans …')
  })

  it('shows one plan', async () => {
    const box = await startSandbox()
    const id = await planOf(box, 1)
    const shown = await wxdp(['plans', 'get', id], { env: box.partner })
    expect(shown.code).toBe(0)
    expect(shown.stdout).toMatch(new RegExp(`^plan_id +${id}$`, 'm'))
    const ofBrand = await planOfBrand(box, 2)
    const json = await inside(['plans', 'get', ofBrand, '--json'], { env: box.brand })
    expect(JSON.parse(json.stdout)).toMatchObject({ plan_id: ofBrand, plan_state: 'CREATED' })
    const unknown = await wxdp(['plans', 'get', '404'], { env: box.partner })
    expect(unknown).toMatchObject({ code: 1, stdout: '' })
    expect(unknown.stderr).toMatch(/^WXDP_PLAN_UNKNOWN: There is no plan 404\./)
  })

  it('ends a plan after a confirmation', async () => {
    const box = await startSandbox()
    const id = await planOf(box, 1)
    await inside(['notify-url', 'set', url, '--yes'], { env: box.partner })
    const unconfirmed = await wxdp(['plans', 'terminate', id], { env: box.partner })
    expect(unconfirmed.code).toBe(5)
    expect((await plansOf(box))[0]?.plan_state).toBe('CREATED')
    const ended = await wxdp(['plans', 'terminate', id, '--yes'], { env: box.partner })
    expect(ended).toEqual({ code: 0, stdout: `Plan ${id} has ended.\n`, stderr: '' })
    expect((await plansOf(box))[0]?.plan_state).toBe('TERMINATED')
  })

  it('submits, pauses and resumes as a brand', async () => {
    const box = await startSandbox()
    const { brand, sandbox } = box
    await inside(['notify-url', 'set', url, '--yes'], { env: brand })
    const id = await planOfBrand(box, 1)
    expect(await wxdp(['plans', 'submit', id, '--yes'], { env: brand })).toMatchObject({
      code: 0,
      stdout: `Plan ${id} is being audited.\n`,
    })
    await sandbox.control.approve(id)
    expect(await wxdp(['plans', 'pause', id], { env: brand })).toMatchObject({
      code: 0,
      stdout: `Plan ${id} is paused.\n`,
    })
    const resumed = await wxdp(['plans', 'resume', id, '--json'], { env: brand })
    expect(JSON.parse(resumed.stdout)).toEqual({ plan_id: id, done: 'resume' })
  })

  it('says that only brands can do some of it', async () => {
    const { partner } = await startSandbox()
    const { code, stderr } = await inside(['plans', 'pause', '1'], { env: partner })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^WXDP_USAGE: Only a brand can run wxdp plans pause, and MCHID is set\./)
  })

  it('exits with 3 if WeChat Pay refuses, with 4 without a response that can be trusted, with 2 without settings', async () => {
    const { partner, brand } = await startSandbox()
    const [refused, untrusted, unreachable, missing, neither] = await Promise.all([
      wxdp(['plans', 'terminate', '404', '--yes'], { env: partner }),
      wxdp(['plans', 'list'], { env: { ...partner, PLATFORM_PUBLIC_KEY: brand.PLATFORM_PUBLIC_KEY ?? '' } }),
      inside(['plans', 'pause', '1'], { env: { ...brand, WECHATPAY_HOST: 'http://127.0.0.1:9' } }),
      wxdp(['plans', 'list'], { env: { ...partner, BRAND_ID: '' } }),
      inside(['plans', 'list']),
    ])
    expect(refused.code).toBe(3)
    expect(refused.stderr).toMatch(/^terminatePlan: WeChat Pay responded with HTTP 400 PARAM_ERROR/)
    expect(untrusted.code).toBe(4)
    expect(untrusted.stderr).toMatch(/^FETCH_UNTRUSTED: /)
    expect(unreachable.code).toBe(4)
    expect(unreachable.stderr).toMatch(/^FETCH_NETWORK: /)
    expect(missing).toMatchObject({ code: 2, stdout: '' })
    expect(missing.stderr).toMatch(/^WXDP_SETTING_MISSING: BRAND_ID is not set\./)
    expect(neither.stderr).toMatch(/^WXDP_SETTING_MISSING: Neither MCHID/)
  })

  it('prints an error in lines with one link, and all of it with --verbose', async () => {
    const { partner } = await startSandbox()
    const args = ['plans', 'terminate', '404', '--yes']
    const short = await inside(args, { env: partner })
    expect(short.stderr).toMatch(
      /^terminatePlan: .* PARAM_ERROR: .*[^.], Request-ID SANDBOX\S+\n(?: {2}\S.*\n)+$/,
    )
    expect(short.stderr).toMatch(/^ {2}A parameter is wrong\. Correct the field/m)
    expect(short.stderr.match(/https:\S+/g)).toEqual([`${ERROR_LINK}param_error`.trim()])
    const { stderr } = await inside([...args, '--verbose'], { env: partner })
    const [attempt, ...lines] = stderr.trimEnd().split('\n')
    expect(attempt).toMatch(/^terminatePlan #1 http:\S+, HTTP 400, PARAM_ERROR, \d+ ms, Request-ID \S+$/)
    expect(lines.length).toBeGreaterThan(2)
    expect(stderr).toContain('https://pay.weixin.qq.com/doc/')
    const listed = await wxdp(['plans', 'list', '--json', '--verbose'], { env: partner })
    expect(listed).toMatchObject({ code: 0, stdout: '[]\n' })
    expect(listed.stderr).toMatch(/^listPlans #1 http:\S+, HTTP 200, \d+ ms/)
  })

  it('exits with 130 if it is stopped, and says what that may mean', async () => {
    const { partner } = await startSandbox()
    const stopped = await inside(['plans', 'list'], { env: partner, signal: AbortSignal.abort() })
    expect(stopped).toEqual({
      code: 130,
      stdout: '',
      stderr: 'Stopped. A call that was under way may have been carried out.\n',
    })
  })

  it('shows no secret, whatever happens', async () => {
    const { partner } = await startSandbox()
    const secrets = [partner.API_V3_KEY ?? '', (partner.PRIVATE_KEY ?? '').split('\n')[1] ?? '']
    const runs = [
      ['plans', 'list'],
      ['plans', 'list', '--json'],
      ['plans', 'terminate', '1', '--yes'],
      ['notify-url', 'set', url, '--dry-run'],
      ['plans', 'create', '--product-coupon-id', '1', '--stock-id', '1', '--reuse-coupon-config', '--yes'],
      ['plans', 'update', '1', '--total-count', '30000', '--yes'],
      ['plans', 'list', '--verbose'],
      ['reconcile', '--verbose'],
      ['doctor', '--live', '--verbose'],
      ['doctor', '--plan-id', '1'],
      ['coupons', 'get', '1', '--verbose'],
      ['coupons', 'create', '--yes'],
      ['batches', 'budget', '1', '2', '--target-max-count', '3', '--yes'],
      ['user-coupons', 'reconcile', 'oSyn-1', '--appid', 'wx00000000000000a1', '--verbose'],
    ]
    for (const args of runs) {
      const { stdout, stderr } = await inside(args, { env: partner })
      for (const secret of secrets) expect(stdout + stderr).not.toContain(secret)
      if (!args.includes('--dry-run')) expect(stdout + stderr).not.toContain('signature="')
    }
  })
})
