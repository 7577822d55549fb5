import { kindOf } from '@wxdp/auth/suite'
import { NotifyError } from '../errors.ts'
import { bodyConsumed } from '../receive/body.ts'
import { platformNames } from './platforms.ts'

/** The error for an event that no platform is known to pass. It shows the names of its members, and no value. */
export function unknownEvent(event: unknown): NotifyError {
  const keys = typeof event === 'object' && event !== null ? Object.keys(event) : []
  if (keys.includes('event_type') && keys.includes('resource')) {
    return bodyConsumed(
      'The event is the parsed body itself, without the headers',
      'Let the platform pass the whole request: Lambda proxy integration in API Gateway of AWS, 启用集成响应 in API Gateway of Tencent Cloud, the URL of the function and not callFunction() on CloudBase and uniCloud.',
    )
  }
  const what = keys.length > 0 ? `${kindOf(event)} with the keys ${shown(keys)}` : kindOf(event)
  return new NotifyError(
    'NOTIFY_EVENT_INVALID',
    `Found ${what}; expected the event of an HTTP request on ${platformNames}. ${hintFor(event)}`,
  )
}

function shown(keys: readonly string[]): string {
  const first = keys.slice(0, 12).map((key) => JSON.stringify(key.slice(0, 40)))
  return `${first.join(', ')}${keys.length > first.length ? ', …' : ''}`
}

function hintFor(event: unknown): string {
  return kindOf(event) === 'a Request'
    ? 'For a Request, use createHandler of @wxdp/notify.'
    : 'Pass the event on as it comes. If the function has other triggers, such as a timer, call the handler only for requests.'
}
