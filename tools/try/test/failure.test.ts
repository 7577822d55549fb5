import { createSandbox } from '@wxdp/sandbox'
import { EndedError, findRedis } from '@wxdp-internal/services'
import { skipWithout } from '@wxdp-internal/services/skip-without'
import { describe, expect, it } from 'vitest'
import { examples, type Host } from '../hosts.ts'
import { rehearse } from '../rehearse.ts'

const redis = await findRedis()
const hosts = Object.values(examples).flat()
const another = (await createSandbox()).credentials
const apiV3Key = another.apiV3Key

describe.each(hosts)('an example on %s that is set up wrongly ends at once and says why', (host) => {
  if (host === 'node-bullmq') skipWithout(redis, 'redis-server')

  it('with the private key of another merchant', async () => {
    const { exitCode, output } = await endOf(host, { PRIVATE_KEY: another.privateKey, API_V3_KEY: apiV3Key })
    expect(exitCode).toBe(1)
    expect(output).toContain('SIGN_ERROR')
    expect(secretsIn(output)).toEqual([])
  })

  it('without some of its settings', async () => {
    const env = { PRIVATE_KEY: undefined, API_V3_KEY: apiV3Key, NOTIFY_URL: '' }
    const { exitCode, output } = await endOf(host, env)
    expect(exitCode).toBe(1)
    expect(output).toMatch(/Set PRIVATE_KEY, NOTIFY_URL in the environment\.|expected a private key/)
    expect(secretsIn(output)).toEqual([])
  })
})

async function endOf(host: Host, env: NodeJS.ProcessEnv): Promise<EndedError> {
  const error = await rehearse(host, { env }).catch((reason: unknown) => reason)
  if (error instanceof EndedError) return error
  throw new Error('The example did not end by itself.', { cause: error })
}

/** The APIv3 key, and every line of the private key. */
function secretsIn(output: string): string[] {
  const lines = another.privateKey?.split('\n').filter((line) => line !== '' && !line.startsWith('-----'))
  return [apiV3Key, ...(lines ?? [])].filter((secret) => output.includes(secret))
}
