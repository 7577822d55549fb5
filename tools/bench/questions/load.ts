// Many senders at once, over loopback: how many callbacks a second does a receiver take, and how long does each wait?
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import autocannon, { type Request } from 'autocannon'
import type { Host } from '../../conformance/runner/hosts.ts'
import { apiV3Key, platformSerial, publicKey } from '../contenders/keys.ts'
import { makeCallback, planId } from '../contenders/messages.ts'
import type { Contender } from '../harness/contender.ts'
import { folder } from '../runner/ask.ts'
import { type Server, startServer } from '../runner/server.ts'

export interface LoadOptions {
  /** Callbacks for one server in one round, each with an id of its own. */
  readonly count: number
  readonly connections: number
  readonly rounds: number
}

/** What one server did in one round. */
export interface Load {
  readonly perSecond: number
  /** Milliseconds from a request to its answer; whole ones. */
  readonly p50: number
  readonly p99: number
  /** Microseconds of the server's processor time for each callback. */
  readonly cpu: number
}

interface Receiver {
  readonly name: string
  readonly role: Contender['role']
  readonly file: string
  /** What it answers to a forged callback. */
  readonly forged: number
}

const receivers: readonly Receiver[] = [
  { name: 'node:http that only reads', role: 'limit', file: 'bare', forged: 204 },
  { name: '@wxdp/notify/node', role: 'ours', file: 'wxdp', forged: 401 },
  { name: '@wxdp/notify/node in Express', role: 'ours', file: 'wxdp-express', forged: 401 },
  { name: 'wechatpay-node-v3 in Express', role: 'peer', file: 'node-v3-express', forged: 401 },
]
const path = '/wechatpay/plans'

/** One server after the other, each in a fresh process, in rounds that begin with another of them. */
export async function load(
  host: Host,
  { count, connections, rounds }: LoadOptions,
): Promise<(Receiver & { loads: Load[] })[]> {
  const program = host.program()
  if (program === undefined) throw new Error('it is not installed')
  const settings = '.tmp/load.json'
  mkdirSync(join(folder, '.tmp'), { recursive: true })
  const keys = { [platformSerial]: publicKey }
  writeFileSync(join(folder, settings), JSON.stringify({ keys, apiV3Key, planId }))
  const results = receivers.map((receiver) => ({ ...receiver, loads: [] as Load[] }))
  try {
    for (let round = 0; round < rounds; round++) {
      // Signed anew for each round: a signature holds for five minutes.
      const requests = await sign(count + 1)
      for (let i = 0; i < results.length; i++) {
        const result = results[(round + i) % results.length]
        const server = await startServer(program, [`servers/${result?.file}.mjs`, settings], folder)
        try {
          if (result) result.loads.push(await measure(server, { requests, connections, ...result }))
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

async function measure(
  server: Server,
  { name, role, forged, requests, connections }: Receiver & { requests: Request[]; connections: number },
): Promise<Load> {
  const [first, ...rest] = requests
  await requireRight(server, { name, forged, genuine: first as Request })
  let client = 0
  const share = rest.length / connections
  const { duration, latency, errors, timeouts, mismatches, ...answers } = await autocannon({
    url: server.url,
    connections,
    amount: rest.length,
    // Each connection sends callbacks that no other sends: nothing is a duplicate.
    setupClient: (each) => each.setRequests(rest.slice(share * client, share * ++client)),
  })
  const { handled, cpu } = await server.end()
  const wrong = errors + timeouts + mismatches + answers.non2xx
  const wanted = role === 'limit' ? 0 : requests.length
  if (wrong > 0 || answers['2xx'] !== rest.length || handled !== wanted) {
    throw new Error(
      `${name}: ${answers['2xx']} taken and ${wrong} not, of ${rest.length}; ${handled} handled.`,
    )
  }
  return { perSecond: rest.length / duration, p50: latency.p50, p99: latency.p99, cpu: cpu / rest.length }
}

/** Nobody wins by doing nothing: a genuine callback is taken, and a forged one is not. */
async function requireRight(
  { url }: Server,
  { name, forged, genuine }: { name: string; forged: number; genuine: Request },
): Promise<void> {
  const { headers = {}, body } = genuine
  const send = async (change: object): Promise<number> => {
    const init = {
      method: 'POST',
      headers: { ...headers, ...change } as Record<string, string>,
      body: String(body),
    }
    return (await fetch(`${url}${path}`, init)).status
  }
  const statuses = [await send({ 'wechatpay-nonce': 'forged' }), await send({})]
  if (statuses[0] !== forged || statuses[1] !== 204) {
    throw new Error(`${name} answered a forged and a genuine callback with ${statuses.join(' and ')}.`)
  }
}
