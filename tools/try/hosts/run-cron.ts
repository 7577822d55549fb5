import type { Miniflare } from 'miniflare'

/** What miniflare has of `@cloudflare/workers-types`, which it does not bring along. */
interface Triggers {
  scheduled(options: { cron: string }): Promise<{ outcome: string }>
}

/** Runs the cron trigger once, which sets the URL. The worker ends with it if it fails, else with this process. */
export async function runCron(miniflare: Miniflare): Promise<void> {
  try {
    await miniflare.ready
    const triggers = (await miniflare.getWorker()) as unknown as Triggers
    const { outcome } = await triggers.scheduled({ cron: '0 0 * * *' })
    if (outcome !== 'ok') throw new Error(`The cron trigger ended with ${outcome}; workerd says why above.`)
  } catch (error) {
    await miniflare.dispose()
    throw error
  }
  process.once('SIGTERM', () => void miniflare.dispose())
}
