// Interleaved rounds in one process: every contender runs for a while in each round, and is compared with the others in
// the same round. Other load on the machine then affects all alike.
import { type Contender, concurrent, type RaceOptions, type Samples } from './contender.ts'

interface Block {
  readonly ms: number
  /** Processor time, in milliseconds. */
  readonly cpu: number
}

type Host = { readonly process?: { cpuUsage?(): { user: number; system: number } } }

/** Runs all contenders against each other. */
export async function race(all: readonly Contender[], options: RaceOptions): Promise<Samples[]> {
  const { block, least = 1, concurrency = 1 } = options
  const contenders = all.map((each) => concurrent(each, concurrency))
  for (const contender of contenders) await check(contender)
  // If the clock is coarse, the blocks are longer and fewer.
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
      // Each round starts with another contender, so that none always follows the same one.
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

async function check({ name, run, isRight }: Contender): Promise<void> {
  if (!(await isRight(await run()))) throw new Error(`${name} does not do the work.`)
}

/** How many times a contender runs in that many milliseconds. */
async function calibrate(contender: Contender, ms: number): Promise<number> {
  let count = 1
  for (;;) {
    const done = await time(contender, count)
    if (done.ms >= ms / 2) return Math.max(1, Math.round((count * ms) / done.ms))
    count *= 2
  }
}

async function time({ run }: Contender, count: number): Promise<Block> {
  // Finishes what the previous block left behind; clocks that only advance between tasks advance.
  await new Promise((resolve) => setTimeout(resolve, 0))
  const cpu = cpuTime() ?? 0
  const start = performance.now()
  for (let i = 0; i < count; i++) {
    const result = run()
    if (result instanceof Promise) await result
  }
  return { ms: performance.now() - start, cpu: (cpuTime() ?? 0) - cpu }
}

/** The smallest step of the clock, in milliseconds: 1 on workerd. */
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
