import { describe, expect, it } from 'vitest'
import { inside, wxdp } from '../support/program.ts'

describe('wxdp demo', () => {
  it('shows the main job from start to end', async () => {
    const { code, stdout, stderr } = await wxdp(['demo'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const lines = stdout.trim().split('\n')
    expect(lines).toEqual([
      expect.stringMatching(/^✓ 1\. A sandbox acts as WeChat Pay .* \[createSandbox: @wxdp\/sandbox\]$/),
      expect.stringMatching(/^✓ 2\. Callback URL set: .* \[client\.call\(setNotifyUrl, …\): /),
      expect.stringMatching(/^✓ 3\. Plan \d+ is CREATED, .* \[client\.call\(createPlan, …\)\]$/),
      expect.stringMatching(
        /^✓ 4\. .* a probe with a wrong signature → 401, the notification → 204, its duplicate → 204\. /,
      ),
      expect.stringMatching(/^✓ 5\. .*: DELIVERING, PASSED \(审核通过\)\. /),
      expect.stringMatching(/^\d+\.\d s from start to the first verified callback\./),
    ])
  })

  it('speaks Chinese', async () => {
    const { code, stdout } = await inside(['demo', '--lang', 'zh'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^✓ 1\. 沙箱模拟微信支付/)
    expect(stdout).toMatch(/签名探测流量 → 401，通知 → 204，重复通知 → 204/)
  })
})
