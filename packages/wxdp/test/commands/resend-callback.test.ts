import { describe, expect, it } from 'vitest'
import { inside, startProgram, temporaryFolder, wxdp } from '../support/program.ts'
import { serve, serveStatus } from '../support/receiver.ts'

/** As long as a test may take: nothing here depends on how fast the machine is. */
const patient = { timeout: 60_000 }

/** A sandbox in a process of its own, whose callbacks go to a URL. */
async function sandboxSendingTo(url: string) {
  const cwd = temporaryFolder()
  await startProgram(['sandbox', '--write', 'box.env'], cwd)
  const config = ['--config', 'box.env']
  const set = await inside(['notify-url', 'set', url, '--yes', ...config], { cwd })
  expect(set.code).toBe(0)
  const coupon = ['--product-coupon-id', '1', '--stock-id', '1', '--reuse-coupon-config']
  const made = await inside(['plans', 'create', ...coupon, '--yes', '--json', ...config], { cwd })
  return { cwd, config, planId: JSON.parse(made.stdout).plan.plan_id as string }
}

describe('wxdp callback resend', () => {
  it('has a running sandbox send a callback once more', async () => {
    let received = 0
    const url = await serve((request, response) => {
      received += 1
      request.resume().on('end', () => response.writeHead(204).end())
    })
    const { cwd, config, planId } = await sandboxSendingTo(url)
    await expect.poll(() => received, patient).toBe(3)
    const listed = await wxdp(['callback', 'resend', ...config], { cwd })
    expect(listed).toMatchObject({ code: 0, stderr: '' })
    expect(listed.stdout).toMatch(
      new RegExp(`^ID +TIME +PLAN +REASON +ACCEPTED\\n\\S+ +[\\d:]+ +${planId} .* yes\\n$`),
    )
    const { stdout } = await inside(['callback', 'resend', '--json', ...config], { cwd })
    const [{ id }] = JSON.parse(stdout)
    const again = await wxdp(['callback', 'resend', id, ...config], { cwd })
    expect(again).toMatchObject({ code: 0, stderr: '' })
    expect(again.stdout).toMatch(/^✓ \w+: attempt 2, HTTP 204\n$/)
    expect(received).toBe(4)
  })

  it('says what is wrong about the response', async () => {
    const { cwd, config } = await sandboxSendingTo(await serveStatus(500))
    await expect
      .poll(async () => (await inside(['callback', 'resend', ...config], { cwd })).stdout, patient)
      .toMatch(/ no\n$/)
    const { stdout } = await inside(['callback', 'resend', '--json', ...config], { cwd })
    const [{ id }] = JSON.parse(stdout)
    const again = await inside(['callback', 'resend', id, '--lang', 'zh', ...config], { cwd })
    expect(again.code).toBe(1)
    expect(again.stdout).toMatch(/^✗ \w+: 第 \d+ 次, HTTP 500\. .*[\u4e00-\u9fff]/)
  })

  it('names a callback, a sandbox and a setting that is not there', async () => {
    const cwd = temporaryFolder()
    await startProgram(['sandbox', '--write', 'box.env'], cwd)
    const none = await wxdp(['callback', 'resend', '--config', 'box.env'], { cwd })
    expect(none).toEqual({ code: 0, stdout: '', stderr: 'The sandbox has sent no callbacks.\n' })
    const unknown = await wxdp(['callback', 'resend', '42', '--config', 'box.env'], { cwd })
    expect(unknown).toMatchObject({ code: 3, stdout: '' })
    expect(unknown.stderr).toMatch(
      /^WXDP_SANDBOX_REFUSED: The sandbox refused it: SANDBOX_CALLBACK_UNKNOWN: The sandbox has no callback 42\. \S+#wxdp_sandbox_refused\n$/,
    )
    const host = ['--host', 'http://127.0.0.1:9']
    const gone = await inside(['callback', 'resend', '42', ...host, '--sandbox'])
    expect(gone).toMatchObject({ code: 4, stderr: expect.stringMatching(/^WXDP_SANDBOX_UNREACHABLE: /) })
    const real = await inside(['callback', 'resend', '42', ...host])
    expect(real).toMatchObject({ code: 2, stderr: expect.stringMatching(/^WXDP_USAGE: Only a sandbox/) })
    const other = ['--host', new URL(await serveStatus(404, 'nothing')).origin, '--sandbox']
    const otherServer = await inside(['callback', 'resend', '42', ...other])
    expect(otherServer).toMatchObject({ code: 3, stderr: expect.stringContaining('HTTP 404') })
    const missing = await inside(['callback', 'resend', '42'])
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringMatching(/^WXDP_SETTING_MISSING/) })
  })
})
