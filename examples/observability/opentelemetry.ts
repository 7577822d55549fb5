// Metrics and traces of every attempt of a client and every callback, through the API of OpenTelemetry. The SDK of
// your process decides where they go.
import { metrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { AttemptEvent } from '@wxdp/fetch'
import type { CallbackEvent } from '@wxdp/notify'

export interface Telemetry {
  /** For `createClient({ observe })`. */
  attempt(event: AttemptEvent): void
  /** For `createHandler({ observe })`. */
  callback(event: CallbackEvent): void
}

/** The buckets of OpenTelemetry's conventions for HTTP. Its default ones are for milliseconds. */
const seconds = {
  unit: 's',
  advice: {
    explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
  },
}

/** Creates the two observers. They use the global providers, so register the SDK first. */
export function createTelemetry(): Telemetry {
  const meter = metrics.getMeter('wxdp')
  const tracer = trace.getTracer('wxdp')
  const attempts = meter.createHistogram('wxdp.attempt.duration', seconds)
  const callbacks = meter.createHistogram('wxdp.callback.duration', seconds)

  /** Records a span that has just ended, as a child of the active span. */
  function record(name: string, options: SpanOptions): void {
    const { kind, durationMs, attributes, code } = options
    const end = Date.now()
    const span = tracer.startSpan(name, { kind, startTime: end - durationMs, attributes })
    if (code !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: code })
    span.end(end)
  }

  return {
    attempt(event) {
      const { endpoint, host, status, code, durationMs } = event
      // Labels of metrics must have few values each. Ids go to the span only.
      const labels = {
        'wxdp.endpoint': endpoint,
        'server.address': new URL(host).hostname,
        ...(status !== undefined && { 'http.response.status_code': status }),
        ...(code !== undefined && { 'error.type': code }),
        'wxdp.retried': event.retryAfterMs !== undefined,
      }
      attempts.record(durationMs / 1000, labels)
      const attributes = {
        ...labels,
        'http.request.resend_count': event.attempt - 1,
        ...(event.causeCode !== undefined && { 'wxdp.cause': event.causeCode }),
        ...(event.requestId !== undefined && { 'wxdp.request_id': event.requestId }),
      }
      record(`wxdp ${endpoint}`, { kind: SpanKind.CLIENT, durationMs, attributes, code })
    },
    callback({ outcome, status, durationMs, code, id, eventType }) {
      const labels = {
        'wxdp.outcome': outcome,
        'http.response.status_code': status,
        ...(code !== undefined && { 'error.type': code }),
      }
      callbacks.record(durationMs / 1000, labels)
      const attributes = {
        ...labels,
        ...(id !== undefined && { 'wxdp.notification_id': id }),
        ...(eventType !== undefined && { 'wxdp.event_type': eventType }),
      }
      // A probe is not an error: it must be refused.
      const error = outcome === 'refused' || outcome === 'failed' ? code : undefined
      record('wxdp callback', { kind: SpanKind.SERVER, durationMs, attributes, code: error })
    },
  }
}

interface SpanOptions {
  readonly kind: SpanKind
  readonly durationMs: number
  readonly attributes: Record<string, string | number | boolean>
  readonly code: string | undefined
}
