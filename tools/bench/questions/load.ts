// Many senders at once over loopback: how many callbacks a second does a server take?
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Host } from '@wxdp-internal/conformance/runner/hosts'
import { apiV3Key, keys } from '@wxdp-internal/fixtures'
import autocannon, { type Request } from 'autocannon'
import { makeCallback, planId } from '../contenders/messages.ts'
import type { Samples } from '../harness/contender.ts'
import { folder, programOf } from '../runner/ask.ts'
import { type Server, startServer } from '../runner/server.ts'

export interface LoadOptions {
  /** Callbacks for one server in one round, each with its own id. */
  readonly count: number
  readonly connections: number
  readonly rounds: number
}

const servers = [
  { name: 'node:http by hand, same checks', role: 'limit', file: 'by-hand' },
  { name: '@wxdp/notify/node', role: 'ours', file: 'wxdp' },
] as const
const path = '/wechatpay/plans'
const settings = '.tmp/load.json'

/** Measures one server after the other, each in a fresh process, in rounds that start with another of them. */
export async function load(host: Host, { count, connections, rounds }: LoadOptions): Promise<Samples[]> {
  const program = programOf(host)
  mkdirSync(join(folder, '.tmp'), { recursive: true })
  const known = { [keys.platform.serialNo]: keys.platform.publicKey }
  writeFileSync(join(folder, settings), JSON.stringify({ keys: known, apiV3Key, planId }))
  const results = servers.map((server) => ({ ...server, us: [] as number[], cores: [] as number[] }))
  try {
    for (let round = 0; round < rounds; round++) {
      // Each round has its own signatures: they are valid for five minutes.
      const requests = await sign(count + 1)
      for (const { name, file, us, cores } of round % 2 === 0 ? results : results.toReversed()) {
        const server = await startServer(program, [`servers/${file}.mjs`, settings], folder)
        try {
          const each = await measure(server, { name, requests, connections })
          us.push(each.us)
          cores.push(each.cpu / each.us)
        } finally {
          server.kill()
        }
      }
    }
  } finally {
    rmSync(join(folder, settings), { force: true })
  }
  return results
}

async function sign(count: number): Promise<Request[]> {
  const requests: Request[] = []
  for (let i = 0; i < count; i++) {
    const { headers, body } = await makeCallback(`EV-${i}`)
    const { host, 'content-length': length, ...sent } = headers
    requests.push({ method: 'POST', path, headers: sent, body: Buffer.from(body) })
  }
  return requests
}

interface Measuring {
  readonly name: string
  readonly requests: readonly Request[]
  readonly connections: number
}

/** Microseconds of time and of the server's processor time for each callback. */
async function measure(
  server: Server,
  { name, requests, connections }: Measuring,
): Promise<{ readonly us: number; readonly cpu: number }> {
  const [first, ...rest] = requests
  await requireRight(server, name, first as Request)
  let client = 0
  const share = rest.length / connections
  const { duration, errors, timeouts, mismatches, ...responses } = await autocannon({
    url: server.url,
    connections,
    amount: rest.length,
    // Each connection sends callbacks that no other sends, so none is a duplicate.
    setupClient: (each) => each.setRequests(rest.slice(share * client, share * ++client)),
  })
  const { handled, cpu } = await server.end()
  const failed = errors + timeouts + mismatches + responses.non2xx
  if (failed > 0 || responses['2xx'] !== rest.length || handled !== requests.length) {
    throw new Error(`${name}: ${failed} of ${rest.length} callbacks failed, ${handled} were handled.`)
  }
  return { us: (duration * 1e6) / rest.length, cpu: cpu / rest.length }
}

/** A server must accept a genuine callback and refuse a forged one: nobody wins by doing nothing. */
async function requireRight({ url }: Server, name: string, { headers, body }: Request): Promise<void> {
  const send = async (change: object): Promise<number> => {
    const all = { ...headers, ...change } as Record<string, string>
    return (await fetch(`${url}${path}`, { method: 'POST', headers: all, body: String(body) })).status
  }
  const statuses = [await send({ 'wechatpay-nonce': 'forged' }), await send({})]
  if (String(statuses) !== '401,204') {
    throw new Error(`${name}: got ${statuses.join(' and ')} for a forged and a genuine callback.`)
  }
}
