export type { MissedChange, ReconcileOptions, Reconciliation } from './plans/reconcile.ts'
export { reconcile } from './plans/reconcile.ts'
