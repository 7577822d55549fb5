// Shows what arrives: makes traffic with a sandbox in this process, and prints each log line, span and metric.
import { metrics, trace } from '@opentelemetry/api'
import {
  ConsoleMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, ConsoleSpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { pino } from 'pino'
import { createLogs } from './logs.ts'
import { createTelemetry } from './opentelemetry.ts'
import { makeTraffic } from './traffic.ts'

// In your process, exporters of your choice replace those for the console.
const reader = new PeriodicExportingMetricReader({ exporter: new ConsoleMetricExporter() })
const meters = new MeterProvider({ readers: [reader] })
const tracers = new BasicTracerProvider({
  spanProcessors: [new SimpleSpanProcessor(new ConsoleSpanExporter())],
})
metrics.setGlobalMeterProvider(meters)
trace.setGlobalTracerProvider(tracers)

const logs = createLogs(pino(pino.destination({ sync: true })))
const telemetry = createTelemetry()
await makeTraffic({
  attempt(event) {
    logs.attempt(event)
    telemetry.attempt(event)
  },
  callback(event) {
    logs.callback(event)
    telemetry.callback(event)
  },
})
await meters.shutdown()
await tracers.shutdown()
