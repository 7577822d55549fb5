import { invalidOption } from '../errors.ts'

/** How `ioredis` and `iovalkey` are called. Their `Redis` and their `Cluster` have this form. */
export interface RedisByCall {
  call(command: string, ...args: string[]): Promise<unknown>
}

/** How `redis` (node-redis) is called, from version 4. Its client, cluster, sentinel and pool have this form. */
export interface RedisByEval {
  connect(): Promise<unknown>
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>
}

/** How `@upstash/redis` is called. */
export interface RedisByRest {
  createScript(script: string): unknown
  eval(script: string, keys: string[], args: string[]): Promise<unknown>
}

/** How `@valkey/valkey-glide` is called. Its client and its cluster client have this form. */
export interface RedisByCustomCommand {
  customCommand(args: string[]): Promise<unknown>
}

export type RedisClient = RedisByCall | RedisByEval | RedisByRest | RedisByCustomCommand

/** Runs a script with one key. */
export type Evaluate = (script: string, key: string, args: string[]) => Promise<unknown>

/**
 * Finds out how a client is called, by its methods.
 *
 * @throws {TypeError} `NOTIFY_OPTION_INVALID`
 */
export function createEvaluate(client: unknown): Evaluate {
  if (hasMethods<RedisByCall>(client, 'call') && !('isPipeline' in client)) {
    return (script, key, args) => client.call('eval', script, '1', key, ...args)
  }
  if (hasMethods<RedisByCustomCommand>(client, 'customCommand')) {
    return (script, key, args) => client.customCommand(['EVAL', script, '1', key, ...args])
  }
  if (hasMethods<RedisByRest>(client, 'eval', 'createScript')) {
    return (script, key, args) => client.eval(script, [key], args)
  }
  if (hasMethods<RedisByEval>(client, 'eval', 'connect') && !inLegacyMode(client)) {
    return (script, key, args) => client.eval(script, { keys: [key], arguments: args })
  }
  throw invalidOption(
    `client must be a client of ioredis, redis (node-redis) from version 4, iovalkey, @valkey/valkey-glide or @upstash/redis; found ${describe(client)}.`,
  )
}

function hasMethods<Client extends object>(client: unknown, ...names: string[]): client is Client {
  if (typeof client !== 'object' || client === null) return false
  return names.every((name) => typeof (client as Record<string, unknown>)[name] === 'function')
}

/** In the legacy mode of node-redis 4, `eval` calls back and returns no promise. */
function inLegacyMode(client: object): boolean {
  const { options } = client as { readonly options?: { readonly legacyMode?: unknown } }
  return options?.legacyMode === true
}

/** What was found, in words that tell no secret: of an object, the names of its members. */
function describe(client: unknown): string {
  if (typeof client === 'function') return 'a class or function: make a client with it'
  if (typeof client !== 'object' || client === null) return client === null ? 'null' : typeof client
  if (hasMethods(client, 'then')) return 'a promise: await it'
  if ('isPipeline' in client || hasMethods(client, 'exec')) return 'a pipeline or transaction'
  if (hasMethods(client, 'eval')) return 'a client that calls back, or is called in a way that is not known'
  return `an object with ${Object.keys(client).slice(0, 8).join(', ') || 'no members'}`
}
