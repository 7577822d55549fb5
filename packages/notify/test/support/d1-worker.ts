// A worker as a user deploys it to Cloudflare: it receives callbacks, and its inbox is a table of D1.
import { createVerifier } from '@wxdp/auth'
import type { HostContext } from '@wxdp/notify'
import { createSqlInbox, inboxTableSql } from '@wxdp/notify/sql'
import { createWorker } from '@wxdp/notify/worker'
import { serveInboxes } from './remote-inbox.ts'

interface Statement {
  bind(...params: (string | number)[]): Statement
  all(): Promise<unknown>
}

interface Env {
  readonly DB: { prepare(sql: string): Statement; exec(sql: string): Promise<unknown> }
  readonly API_V3_KEY: string
  readonly PLATFORM_SERIAL: string
  readonly PLATFORM_PUBLIC_KEY: string
}

const effects: string[] = []

const inboxOf = (env: Env, options: object = {}) =>
  createSqlInbox({
    dialect: 'sqlite',
    execute: (sql, params) =>
      env.DB.prepare(sql)
        .bind(...params)
        .all(),
    ...options,
  })

const callbacks = createWorker((env: Env) => ({
  verifier: createVerifier({ keys: { [env.PLATFORM_SERIAL]: env.PLATFORM_PUBLIC_KEY } }),
  apiV3Key: env.API_V3_KEY,
  onNotification: ({ id }) => void effects.push(id),
  observe() {},
  inbox: inboxOf(env),
}))

let serve: ReturnType<typeof serveInboxes> | undefined

export default {
  async fetch(request: Request, env: Env, context: HostContext): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/effects') return Response.json(effects)
    if (pathname === '/table') return Response.json(await env.DB.exec(inboxTableSql('sqlite')))
    if (pathname === '/sql') {
      const { sql, params } = (await request.json()) as { sql: string; params: string[] }
      return Response.json(
        await env.DB.prepare(sql)
          .bind(...params)
          .all(),
      )
    }
    if (pathname !== '/inbox') return callbacks.fetch(request, env, context)
    serve ??= serveInboxes((options) => inboxOf(env, options))
    return serve(request)
  },
}
