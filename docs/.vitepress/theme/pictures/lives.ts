import { auditLife } from './audit-life.ts'
import { lifePicture } from './life-picture.ts'
import { planLife } from './plan-life.ts'

export const PlanLife = lifePicture('PlanLife', planLife)
export const AuditLife = lifePicture('AuditLife', auditLife)
