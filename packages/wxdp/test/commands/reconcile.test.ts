import { appendFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fileWith } from '../support/callbacks.ts'
import { inside, wxdp } from '../support/program.ts'
import { planOf, planOfBrand, startSandbox } from '../support/sandbox.ts'

const url = ['notify-url', 'set', 'https://pay.example.com/plans', '--yes']

describe('wxdp reconcile', () => {
  it('finds what callbacks missed, and nothing once that is known', async () => {
    const box = await startSandbox()
    await inside(url, { env: box.partner })
    const id = await planOf(box, 1)
    const file = fileWith('', 'state.jsonl')
    const first = await wxdp(['reconcile', '--since', file, '--json'], { env: box.partner })
    expect(first).toMatchObject({ code: 1, stderr: '1 plan, 1 difference.\n' })
    expect(JSON.parse(first.stdout)).toEqual({
      plan_id: id,
      plan_state: 'CREATED',
      audit_state: 'PROCESSING',
      modify_time: expect.any(String),
      known: null,
    })
    appendFileSync(file, first.stdout)
    const again = await wxdp(['reconcile', '--since', file], { env: box.partner })
    expect(again).toEqual({ code: 0, stdout: '', stderr: '1 plan, 0 differences.\n' })

    await box.sandbox.control.approve(id)
    const missed = await wxdp(['reconcile', '--since', file], { env: box.partner })
    expect(missed.code).toBe(1)
    expect(missed.stdout).toMatch(
      new RegExp(`^PLAN +NAME +KNOWN +NOW\\n${id} +\\S+ +CREATED, PROCESSING +DELIVERING, PASSED\\n$`),
    )
    const lines = await inside(['reconcile', '--since', '-', '--json'], {
      env: box.partner,
      stdin: first.stdout,
    })
    expect(JSON.parse(lines.stdout).known).toMatchObject({ plan_state: 'CREATED' })
  })

  it('reads what listen has written, of any order', async () => {
    const box = await startSandbox()
    await inside(url, { env: box.brand })
    const id = await planOfBrand(box, 1)
    await inside(['plans', 'submit', id, '--yes'], { env: box.brand })
    await box.sandbox.control.approve(id)
    const change = (plan_state: string, audit_state: string, time: string) =>
      JSON.stringify({
        time,
        verified: true,
        outcome: 'accepted',
        resource: { plan_id: id, plan_state, audit_state, change_reason: '', modify_time: time },
      })
    const later = new Date(Date.now() - 1000).toISOString()
    const lines = [
      change('PLAN_DELIVERING', 'PASSED', later),
      JSON.stringify({ verified: false, outcome: 'probe', resource: null }),
      '',
      change('CREATED', 'PROCESSING', '2026-01-01T00:00:00.000+08:00'),
    ]
    const run = { env: box.brand, stdin: lines.join('\n') }
    expect(await inside(['reconcile', '--since', '-'], run)).toMatchObject({ code: 0, stdout: '' })
  })

  it('shows every plan without --since, in either language', async () => {
    const box = await startSandbox()
    await planOf(box, 1)
    await planOf(box, 2)
    const ended = await inside(['reconcile', '--lang', 'zh'], { env: box.partner })
    expect(ended).toMatchObject({ code: 1, stderr: '共 2 个投放计划，2 处差异。\n' })
    expect(ended.stdout).toMatch(/^计划 ID .*\n\d+ .* - +CREATED, PROCESSING\n/)
  })

  it('exits with 3 if WeChat Pay refuses, and with 2 for a file of another kind', async () => {
    const { partner } = await startSandbox()
    const refused = await inside(['reconcile'], { env: { ...partner, BRAND_ID: '999999' } })
    expect(refused).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('NO_AUTH') })
    for (const stdin of ['{}\nnot JSON', '{}\n7']) {
      const wrong = await inside(['reconcile', '--since', '-'], { env: partner, stdin })
      expect(wrong).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^WXDP_INPUT_INVALID: -, line 2: expected JSON of/),
      })
    }
    const missing = await inside(['reconcile', '--since', 'no/such/file'], { env: partner })
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringMatching(/^WXDP_FILE_UNREADABLE/) })
  })
})
