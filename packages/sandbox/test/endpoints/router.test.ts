import { describe, expect, it } from 'vitest'
import { fault, paths } from '../support/caller.ts'
import { stage } from '../support/stage.ts'

describe('the rate limit', () => {
  it.each([
    ['of setNotifyUrl is 10 calls a second for a service provider', 'partner', 10],
    ['and 1 for a brand', 'brand', 1],
  ] as const)('%s', async (_, kind, limit) => {
    const staged = await stage()
    const target = kind === 'brand' ? 'notify-url' : `${staged.box.credentials.mchid}/notify-url`
    const set = (): Promise<string> =>
      staged[kind]('POST', `${paths[kind]}/${target}`, { notify_url: 'https://pay.example.com/p' }).then(
        fault,
      )
    for (let call = 0; call < limit; call++) expect(await set()).toBe('200')
    expect(await set()).toBe('429 RATELIMIT_EXCEEDED')
    staged.wait(1000)
    expect(await set()).toBe('200')
    staged.wait(-500)
    expect(await set()).toBe('200')
  })
})
