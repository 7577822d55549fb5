import type { Miniflare } from 'miniflare'

/** The part of `@cloudflare/workers-types` that is used here. Miniflare does not install that package. */
interface Triggers {
  scheduled(options: { cron: string }): Promise<{ outcome: string }>
}

/** Runs the cron trigger once, which sets the callback URL. Ends the worker if that fails, or at SIGTERM. */
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
