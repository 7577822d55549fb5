import { DurableObject } from 'cloudflare:workers'
import { isStale, type KnownChange, type PlanChange } from '@wxdp/core'
import type { Env } from './env.ts'

/** A callback tells the reason; the list does not. */
export type Change = KnownChange & Partial<Pick<PlanChange, 'change_reason'>>

/** Taken in now, taken in before, or overtaken by a newer one. */
export type Outcome = 'applied' | 'duplicate' | 'stale'

/** A change that was taken in. A plan has few in its life, so all are kept. */
export type AppliedChange = {
  /** The notification's, or one of ours where the list told it. */
  id: string
  plan_state: string
  audit_state: string
  modify_time: string
  change_reason: string | null
}

/** What is known of one plan. Everything that touches it goes through this object, one thing after the other. */
export class PlanState extends DurableObject<Env> {
  readonly #sql: SqlStorage

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    this.#sql = state.storage.sql
    this.#sql.exec(`CREATE TABLE IF NOT EXISTS changes (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      plan_state TEXT NOT NULL,
      audit_state TEXT NOT NULL,
      modify_time TEXT NOT NULL,
      change_reason TEXT
    )`)
  }

  /** Takes a change in, unless it is known or overtaken. May be repeated: a queue delivers at least once. */
  apply(id: string, change: Change): Outcome {
    const { plan_state, audit_state, modify_time, change_reason = null } = change
    return this.ctx.storage.transactionSync(() => {
      // Time alone does not tell a repeated one: two changes may have the same.
      if (this.#sql.exec('SELECT id FROM changes WHERE id = ?', id).toArray().length > 0) return 'duplicate'
      if (isStale(change, this.known())) return 'stale'
      this.#sql.exec(
        'INSERT INTO changes (id, plan_state, audit_state, modify_time, change_reason) VALUES (?, ?, ?, ?, ?)',
        ...[id, plan_state, audit_state, modify_time, change_reason],
      )
      // Your work goes here, as rows of your own: they are kept together with the change, or not at all.
      return 'applied'
    })
  }

  /** The newest change that was taken in. */
  known(): AppliedChange | undefined {
    return this.#select('ORDER BY number DESC LIMIT 1')[0]
  }

  /** All of them, the oldest first. */
  history(): AppliedChange[] {
    return this.#select('ORDER BY number')
  }

  #select(order: string): AppliedChange[] {
    const columns = 'id, plan_state, audit_state, modify_time, change_reason'
    return this.#sql.exec<AppliedChange>(`SELECT ${columns} FROM changes ${order}`).toArray()
  }
}
