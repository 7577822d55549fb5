// Interleaved rounds in one process: in each round every contender runs for a while, and is compared with what the
// others did in that same round. What the machine does meanwhile then falls on all alike.
import type { Contender, RaceOptions, Samples } from './contender.ts'

interface Block {
  readonly ms: number
  /** Processor time, in milliseconds. */
  readonly cpu: number
}

type Host = { readonly process?: { cpuUsage?(): { user: number; system: number } } }

/** Runs all contenders against each other. */
export async function race(contenders: readonly Contender[], options: RaceOptions): Promise<Samples[]> {
  const { block, least = 1 } = options
  for (const contender of contenders) await check(contender)
  // Longer blocks where the clock is coarse, and then fewer.
  const ms = Math.max(block, coarseness() * 100)
  const rounds = Math.ceil(Math.max(least, (options.rounds * block) / ms))
  const counts: number[] = []
  for (const contender of contenders) {
    await time(contender, Math.ceil(options.warm / (contender.size ?? 1)))
    counts.push(await calibrate(contender, ms))
  }

  const blocks: Block[][] = contenders.map(() => [])
  // The first round is the last of the warm-up.
  for (let round = -1; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      // Each round begins with another contender, so that none always follows the same one.
      const at = (turn + round + 1) % contenders.length
      const done = await time(contenders[at] as Contender, counts[at] as number)
      if (round >= 0) blocks[at]?.push(done)
    }
  }
  return contenders.map(({ name, role, size = 1 }, at) => {
    const each = blocks[at] ?? []
    return {
      name,
      role,
      us: each.map((one) => (one.ms * 1000) / (size * (counts[at] as number))),
      cores: cpuTime() === undefined ? undefined : each.map((one) => one.cpu / one.ms),
    }
  })
}

async function check({ name, run, right }: Contender): Promise<void> {
  if (!(await right(await run()))) throw new Error(`${name} does not do the work.`)
}

/** How often a contender runs in so many milliseconds. */
async function calibrate(contender: Contender, ms: number): Promise<number> {
  let count = 1
  for (;;) {
    const done = await time(contender, count)
    if (done.ms >= ms / 2) return Math.max(1, Math.round((count * ms) / done.ms))
    count *= 2
  }
}

async function time({ run }: Contender, count: number): Promise<Block> {
  // What the block before left behind is done before this one begins; where clocks stand still, they move on.
  await new Promise((resolve) => setTimeout(resolve, 0))
  const cpu = cpuTime() ?? 0
  const start = performance.now()
  for (let i = 0; i < count; i++) {
    const result = run()
    if (result instanceof Promise) await result
  }
  return { ms: performance.now() - start, cpu: (cpuTime() ?? 0) - cpu }
}

/** The least step of the clock, in milliseconds: a whole one on workerd. */
function coarseness(): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < 20; i++) {
    const start = performance.now()
    let step = 0
    while (step === 0) step = performance.now() - start
    least = Math.min(least, step)
  }
  return least
}

function cpuTime(): number | undefined {
  const used = (globalThis as Host).process?.cpuUsage?.()
  return used && (used.user + used.system) / 1000
}
