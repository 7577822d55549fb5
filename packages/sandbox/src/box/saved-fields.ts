import * as v from 'valibot'

export const kind: v.GenericSchema<'partner' | 'brand'> = v.picklist(['partner', 'brand'])
export const time: v.GenericSchema<number> = v.pipe(v.number(), v.finite())
export const count: v.GenericSchema<number> = v.pipe(v.number(), v.integer(), v.minValue(0))
export const record: v.GenericSchema<Record<string, unknown>> = v.record(v.string(), v.unknown())
export const history: v.GenericSchema<Record<string, unknown>[]> = v.array(record)
export const date: v.GenericSchema<string> = v.pipe(
  v.string(),
  v.check((text) => Number.isFinite(Date.parse(text))),
)
