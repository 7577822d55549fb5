import { context, metrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  AggregationTemporality,
  type HistogramMetricData,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { expect, it } from 'vitest'
import { createTelemetry } from '../opentelemetry.ts'
import { makeTraffic } from '../traffic.ts'

it('records a span and a histogram point for each attempt and each callback', async () => {
  const spans = new InMemorySpanExporter()
  const points = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter: points })] })
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }))
  metrics.setGlobalMeterProvider(meters)
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  const secrets = await trace.getTracer('shop').startActiveSpan('new plan', async (span) => {
    const found = await makeTraffic(createTelemetry())
    span.end()
    return found
  })
  await meters.forceFlush()

  const finished = spans.getFinishedSpans()
  const ofKind = (expected: SpanKind) =>
    finished
      .filter(({ kind }) => kind === expected)
      .map(({ name, status, attributes }) => [
        name,
        status.code,
        status.message,
        attributes['http.response.status_code'],
      ])
  const [around] = finished.filter(({ name }) => name === 'new plan')
  const attempts = finished.filter(({ kind }) => kind === SpanKind.CLIENT)
  expect(attempts.map((each) => each.parentSpanContext?.spanId)).toEqual(
    attempts.map(() => around?.spanContext().spanId),
  )
  expect(ofKind(SpanKind.CLIENT)).toEqual([
    ['wxdp setNotifyUrl', SpanStatusCode.ERROR, 'FETCH_NETWORK', undefined],
    ['wxdp setNotifyUrl', SpanStatusCode.UNSET, undefined, 200],
    ['wxdp setNotifyUrl', SpanStatusCode.ERROR, 'PARAM_ERROR', 400],
  ])
  expect(ofKind(SpanKind.SERVER)).toEqual([
    ['wxdp callback', SpanStatusCode.UNSET, undefined, 401],
    ['wxdp callback', SpanStatusCode.UNSET, undefined, 204],
    ['wxdp callback', SpanStatusCode.UNSET, undefined, 204],
    ['wxdp callback', SpanStatusCode.ERROR, 'AUTH_HEADER_MISSING', 400],
  ])
  expect(finished[0]?.attributes).toMatchObject({
    'server.address': 'api.mch.weixin.qq.com',
    'wxdp.cause': 'ECONNRESET',
    'wxdp.retried': true,
    'http.request.resend_count': 0,
  })
  expect(finished[1]?.attributes).toMatchObject({
    'server.address': 'api2.mch.weixin.qq.com',
    'wxdp.request_id': expect.any(String),
    'http.request.resend_count': 1,
  })

  const histograms = points
    .getMetrics()
    .at(-1)
    ?.scopeMetrics.flatMap((scope) => scope.metrics) as readonly HistogramMetricData[]
  const counted = Object.fromEntries(
    histograms.map(({ descriptor, dataPoints }) => [
      `${descriptor.name} ${descriptor.unit}`,
      dataPoints.reduce((sum, { value }) => sum + value.count, 0),
    ]),
  )
  expect(counted).toEqual({ 'wxdp.attempt.duration s': 3, 'wxdp.callback.duration s': 4 })
  // Durations of milliseconds to seconds fall into different buckets.
  for (const { boundaries } of histograms.flatMap(({ dataPoints }) =>
    dataPoints.map(({ value }) => value.buckets),
  )) {
    expect([boundaries[0], boundaries.at(-1)]).toEqual([0.005, 10])
  }
  const exported = JSON.stringify([
    histograms,
    finished.map(({ name, attributes, status }) => [name, attributes, status]),
  ])
  for (const secret of secrets) expect(exported).not.toContain(secret)
})
