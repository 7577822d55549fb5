import { describe, expect, it } from 'vitest'
import type { Outgoing } from '../../src/callbacks/outgoing.ts'
import { createRecords } from '../../src/callbacks/records.ts'
import { createPlan, stage, start } from '../support/stage.ts'

const content = { eventType: 'A.B', originalType: 'a', summary: 's', resource: {} }
const url = 'https://pay.example.com/p'

describe('control.callbacks', () => {
  it('lists each notification with its deliveries, and when the next one is due', async () => {
    const responses = [401, 500, 500, 503, 204]
    const { box, partner, setUrl } = await stage({
      deliver: async () => new Response(null, { status: responses.shift() ?? 200 }),
    })
    expect(box.control.callbacks).toEqual([])
    await setUrl()
    await createPlan(partner)
    await box.control.settled()
    const list = () =>
      box.control.callbacks.map(({ id, deliveries, ...rest }) => ({
        ...rest,
        statuses: deliveries.map(({ status }) => status),
      }))
    const common = {
      to: 'partner',
      url: 'https://pay.example.com/plans',
      eventType: 'DELIVERY_PLAN.CHANGE',
      resource: {
        plan_id: `12${'1'.padStart(30, '0')}`,
        plan_state: 'CREATED',
        audit_state: 'PROCESSING',
        change_reason: '创建投放计划，提交审核',
        modify_time: '2026-11-24T08:00:00+08:00',
      },
      time: start,
    }
    expect(list()).toEqual([
      { ...common, isAcknowledged: false, statuses: [401, 500, 500], nextTime: start + 1000 },
    ])
    await box.control.advance('2s')
    expect(list()).toMatchObject([{ statuses: [401, 500, 500, 503], nextTime: start + 3000 }])
    await box.control.advance('1h')
    expect(list()).toEqual([
      { ...common, isAcknowledged: true, statuses: [401, 500, 500, 503, 204], nextTime: undefined },
    ])
    const [record] = box.control.callbacks
    expect(JSON.parse(record?.deliveries[0]?.request.body ?? '').id).toBe(record?.id)
  })

  it('says that nothing follows a notification that is not retried any more', async () => {
    const { box } = await stage({ deliver: async () => new Response(null, { status: 500 }) })
    await box.control.sendNotification(url, content)
    await box.control.advance('4h')
    expect(box.control.callbacks).toMatchObject([{ isAcknowledged: false, nextTime: undefined }])
    expect(box.control.callbacks[0]?.deliveries).toHaveLength(52)
  })
})

describe('resend', () => {
  it('sends the same body once more, signed anew; if it is acknowledged, no retry follows', async () => {
    let status = 500
    const { box } = await stage({ deliver: async () => new Response(null, { status }) })
    const [first] = await box.control.sendNotification(url, content)
    await box.control.advance('4s')
    status = 204
    const [record] = box.control.callbacks
    const resent = await box.control.resend(record?.id ?? '')
    expect(resent).toMatchObject([{ kind: 'notification', attempt: 4, status: 204, time: start + 4000 }])
    expect(resent[0]?.request.body).toBe(first?.request.body)
    await box.control.advance('1d')
    expect(box.control.callbacks[0]?.deliveries).toHaveLength(6)
    status = 500
    await box.control.resend(record?.id ?? '')
    await box.control.advance('1d')
    expect(box.control.callbacks[0]).toMatchObject({ isAcknowledged: true, nextTime: undefined })
    expect(box.control.callbacks[0]?.deliveries).toHaveLength(7)
  })

  it('that is not acknowledged replaces the retry that was due', async () => {
    const { box } = await stage({ deliver: async () => new Response(null, { status: 500 }) })
    await box.control.sendNotification(url, content)
    await box.control.resend(box.control.callbacks[0]?.id ?? '')
    await box.control.advance('4h')
    expect(box.control.callbacks[0]?.deliveries).toHaveLength(52)
  })

  it('of an unknown callback: a typed error', async () => {
    const { box } = await stage()
    for (const id of ['none', undefined, null]) {
      await expect(box.control.resend(id as string)).rejects.toMatchObject({
        code: 'SANDBOX_CALLBACK_UNKNOWN',
      })
    }
  })
})

describe('memory', () => {
  const outgoings = Array.from({ length: 1005 }, (_, i) => ({ id: String(i) }) as Outgoing)
  const of = (i: number): Outgoing => outgoings[i] as Outgoing
  const delivery = {} as never
  const record = (id: number, deliveries: number) => ({
    ...{
      id: String(id),
      to: 'partner' as const,
      url,
      eventType: 'A.B',
      resource: {},
      time: 0,
      isAcknowledged: false,
    },
    deliveries: Array(deliveries).fill(delivery),
  })

  it('has the newest 1,000 notifications', () => {
    const records = createRecords()
    for (let i = 0; i < 1005; i++) records.add(of(i), record(i, 1))
    expect([records.all.length, records.all[0]?.id]).toEqual([1000, '5'])
    expect([records.find('4'), records.of(of(4)), records.find('5')]).toEqual([undefined, undefined, of(5)])
    records.change(of(4), () => ({ isAcknowledged: true }))
    expect(records.all.length).toBe(1000)
  })

  it('finds the newest of equal ids, and reports each change of what is still there', () => {
    const told: string[] = []
    const records = createRecords((id) => void told.push(id))
    const [older, newer] = [{ id: 'same' }, { id: 'same' }] as [Outgoing, Outgoing]
    records.add(older, record(1, 0))
    records.add(newer, record(2, 0))
    expect(records.find('same')).toBe(newer)
    records.change(older, () => ({ isAcknowledged: true }))
    records.change(of(3), () => ({ isAcknowledged: true }))
    expect(told).toEqual(['1', '2', '1'])
    expect(records.of(older)?.isAcknowledged).toBe(true)
  })

  it('has all of them if they have 10,000 deliveries', () => {
    const records = createRecords()
    for (let i = 0; i < 10; i++) records.add(of(i), record(i, 1000))
    expect([records.all.length, records.all[0]?.id]).toEqual([10, '0'])
  })

  it('has fewer if they have more than 10,000 deliveries', () => {
    const records = createRecords()
    for (let i = 0; i < 10; i++) records.add(of(i), record(i, 900))
    records.change(of(9), () => ({ deliveries: Array(2500).fill(delivery) }))
    expect([records.all.length, records.all[0]?.id]).toEqual([9, '1'])
  })
})
