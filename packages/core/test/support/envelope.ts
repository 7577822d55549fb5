import type { NotificationEnvelope } from '@wxdp/core'

/** Of a plan change; its ciphertext is never opened. */
export const envelope: NotificationEnvelope = {
  id: 'EV-2018022511223320873',
  create_time: '2026-03-23T10:00:00+08:00',
  event_type: 'DELIVERY_PLAN.CHANGE',
  resource_type: 'encrypt-resource',
  summary: '投放计划状态变更',
  resource: { algorithm: 'AEAD_AES_256_GCM', ciphertext: 'x', original_type: 'delivery_plan', nonce: 'n' },
}
