import { createVerifier } from '@wxdp/auth'
import { defineNotification, planChange } from '@wxdp/core'
import { byKind, createHandler } from '@wxdp/notify'
import * as v from 'valibot'

const refundSuccess = defineNotification({
  kind: 'refundSuccess',
  originalType: 'refund',
  eventTypes: ['REFUND.SUCCESS'],
  resource: v.looseObject({ out_refund_no: v.string() }),
})

export function createCallbackHandler(settings, { record, recordRefund, recordOther }) {
  const { platformSerial, platformPublicKey, apiV3Key, sandbox } = settings
  return createHandler({
    verifier: createVerifier({ keys: { [platformSerial]: platformPublicKey }, sandbox }),
    apiV3Key,
    notifications: [planChange, refundSuccess],
    onNotification: byKind({
      planChange: ({ resource }) => record(resource),
      refundSuccess: ({ resource }) => recordRefund(resource.out_refund_no),
      other: ({ event_type }) => {
        recordOther(event_type)
        throw new Error(`unexpected ${event_type}`)
      },
    }),
  })
}
