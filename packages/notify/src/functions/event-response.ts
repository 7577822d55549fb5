import type { CallbackResponse } from '../receive/responses.ts'
import { at, type EventHost } from './event-host.ts'

/** The response as most platforms expect it. */
export interface EventResponse {
  readonly statusCode: number
  readonly headers?: Record<string, string>
  /** In place of `headers`, under an Application Load Balancer of AWS whose event has them. */
  readonly multiValueHeaders?: Record<string, string[]>
  readonly body: string
  readonly isBase64Encoded: boolean
  /** Under an Application Load Balancer of AWS. */
  readonly statusDescription?: string
  /** On uniCloud. */
  readonly mpserverlessComposedResponse?: true
}

/** The response as Azure Functions expects it. */
export interface AzureResponse {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body?: string
}

/** The parts of the response on Google Cloud that the handler uses. */
export interface GoogleResponse {
  readonly headersSent: boolean
  statusCode: number
  setHeader(name: string, value: string): unknown
  end(body: string): unknown
}

/** How a platform expects a response. */
export type ResponseForm = 'common' | 'balancer' | 'uniCloud' | 'azure' | 'google'

type Write = (response: CallbackResponse, host: EventHost) => EventResponse | AzureResponse | undefined

export const writers: Readonly<Record<ResponseForm, Write>> = {
  common: toCommon,
  balancer(response, host) {
    const statusDescription = `${response.status} ${reasons[response.status]}`
    const single = { ...toCommon(response), statusDescription }
    if (!at(host, 'event.multiValueHeaders')) return single
    const { headers, ...rest } = single
    const lists = Object.entries(response.headers).map(([name, value]) => [name, [value]])
    return { ...rest, multiValueHeaders: Object.fromEntries(lists) }
  },
  uniCloud: (response) => ({ ...toCommon(response), mpserverlessComposedResponse: true }),
  azure: ({ status, headers, body }) => ({ status, headers: { ...headers }, ...(body && { body }) }),
  google({ status, headers, body }, { context }) {
    const response = context as GoogleResponse
    if (response.headersSent) return undefined
    response.statusCode = status
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    response.end(body)
    return undefined
  },
}

/** In words, as a load balancer of AWS wants them. */
const reasons: Readonly<Record<number, string>> = {
  204: 'No Content',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

function toCommon({ status, headers, body }: CallbackResponse): EventResponse {
  return { statusCode: status, headers: { ...headers }, body, isBase64Encoded: false }
}
