// Metrics and traces of every attempt out and every callback in, through the public API of OpenTelemetry: they go
// wherever the process's SDK sends them.
import { metrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { AttemptEvent } from '@wxdp/fetch'
import type { CallbackEvent } from '@wxdp/notify'

export interface Telemetry {
  /** For `createClient({ observe })`. */
  attempt(event: AttemptEvent): void
  /** For `createHandler({ observe })`. */
  callback(event: CallbackEvent): void
}

/** Asks for the global providers now: register the SDK before. */
export function createTelemetry(): Telemetry {
  const meter = metrics.getMeter('wxdp')
  const tracer = trace.getTracer('wxdp')
  const attempts = meter.createHistogram('wxdp.attempt.duration', { unit: 's' })
  const callbacks = meter.createHistogram('wxdp.callback.duration', { unit: 's' })

  /** A span for what has just ended; the span that is active around it is its parent. */
  function span(name: string, options: SpanOptions): void {
    const { kind, durationMs, attributes, code } = options
    const end = Date.now()
    const made = tracer.startSpan(name, { kind, startTime: end - durationMs, attributes })
    if (code !== undefined) made.setStatus({ code: SpanStatusCode.ERROR, message: code })
    made.end(end)
  }

  return {
    attempt(event) {
      const { endpoint, host, status, code, durationMs } = event
      // Few values each: ids belong on spans, not on metrics.
      const labels = {
        'wxdp.endpoint': endpoint,
        'server.address': new URL(host).hostname,
        ...(status !== undefined && { 'http.response.status_code': status }),
        ...(code !== undefined && { 'error.type': code }),
        'wxdp.repeated': event.retryAfterMs !== undefined,
      }
      attempts.record(durationMs / 1000, labels)
      const attributes = {
        ...labels,
        'http.request.resend_count': event.attempt - 1,
        ...(event.causeCode !== undefined && { 'wxdp.cause': event.causeCode }),
        ...(event.requestId !== undefined && { 'wxdp.request_id': event.requestId }),
      }
      span(`wxdp ${endpoint}`, { kind: SpanKind.CLIENT, durationMs, attributes, code })
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
      // A probe is refused as it must be: no error.
      const error = outcome === 'refused' || outcome === 'failed' ? code : undefined
      span('wxdp callback', { kind: SpanKind.SERVER, durationMs, attributes, code: error })
    },
  }
}

interface SpanOptions {
  readonly kind: SpanKind
  readonly durationMs: number
  readonly attributes: Record<string, string | number | boolean>
  readonly code: string | undefined
}
