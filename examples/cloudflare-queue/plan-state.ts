import { DurableObject } from 'cloudflare:workers'
import { isStaleChange, type KnownPlanChange, type PlanChange } from '@wxdp/core'
import type { Env } from './env.ts'

/** A change from a callback, which has a reason, or from the list of plans, which has none. */
export type Change = KnownPlanChange & Partial<Pick<PlanChange, 'change_reason'>>

/** Stored now, stored before, or older than a stored change. */
export type Outcome = 'applied' | 'duplicate' | 'stale'

/** A stored change. A plan has few changes in its life, so all of them are kept. */
export type AppliedChange = {
  /** The notification's id, or an id of our own for a change from the list of plans. */
  id: string
  plan_state: string
  audit_state: string
  modify_time: string
  change_reason: string | null
}

/** The state of one plan. A Durable Object runs one call of `apply` at a time, so changes never interleave. */
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

  /** Stores a change unless it is a duplicate or stale. Safe to call again: a queue delivers at least once. */
  apply(id: string, change: Change): Outcome {
    const { plan_state, audit_state, modify_time, change_reason = null } = change
    return this.ctx.storage.transactionSync(() => {
      // modify_time cannot detect a duplicate, since two changes may have the same time.
      if (this.#sql.exec('SELECT id FROM changes WHERE id = ?', id).toArray().length > 0) return 'duplicate'
      if (isStaleChange(change, this.newest())) return 'stale'
      this.#sql.exec(
        'INSERT INTO changes (id, plan_state, audit_state, modify_time, change_reason) VALUES (?, ?, ?, ?, ?)',
        ...[id, plan_state, audit_state, modify_time, change_reason],
      )
      // Put your own code here: rows that you write are stored together with the change, or not at all.
      return 'applied'
    })
  }

  /** The newest stored change. */
  newest(): AppliedChange | undefined {
    return this.#select('ORDER BY number DESC LIMIT 1')[0]
  }

  /** All stored changes, oldest first. */
  history(): AppliedChange[] {
    return this.#select('ORDER BY number')
  }

  #select(order: string): AppliedChange[] {
    const columns = 'id, plan_state, audit_state, modify_time, change_reason'
    return this.#sql.exec<AppliedChange>(`SELECT ${columns} FROM changes ${order}`).toArray()
  }
}
