import { headerOf } from './event-headers.ts'
import { at, type EventHost, type Path } from './event-host.ts'
import type { ResponseForm } from './event-response.ts'

/** One way in which a platform hands over a request. */
export interface Platform {
  /** For messages. */
  readonly name: string
  /** The members by which it is recognised. The first row whose members are all there is the one. */
  readonly has: readonly Path[]
  readonly method: Path
  /** A string, bytes, nothing, or a request to read. */
  readonly body: Path
  /** The address that the request came from: a member, or the header whose last entry it is. */
  readonly address?: Path | { readonly lastOf: string }
  readonly response: ResponseForm
  /** What leaves the body as it was sent. */
  readonly remedy: string
}

type Given = Pick<EventHost, 'event' | 'context'>

const ofEvent = { method: 'event.httpMethod', body: 'event.body' } as const
const ofHttp = { method: 'event.requestContext.http.method', body: 'event.body' } as const

const onLambda = 'Let no middleware, such as httpJsonBodyParser() of Middy, run before the handler'
const inCode = 'Pass the event on as it comes, without JSON.parse(event.body)'

/** The platforms, each with its documentation of events. */
export const platforms: readonly Platform[] = [
  // https://learn.microsoft.com/azure/azure-functions/functions-reference-node
  {
    name: 'Azure Functions',
    has: ['event.headers.get', 'event.bodyUsed', 'event.params'],
    method: 'event.method',
    body: 'event',
    // Inferred: that the front end appends the address. It comes with a port.
    address: { lastOf: 'x-forwarded-for' },
    response: 'azure',
    remedy: 'Call the handler before request.json() and request.text(), or pass it a request.clone().',
  },
  // https://cloud.google.com/functions/docs/writing/write-http-functions
  {
    name: 'Google Cloud Functions',
    has: ['event.method', 'event.headers', 'context.headersSent'],
    method: 'event.method',
    body: 'event.rawBody',
    // Inferred: that the front end appends the address. Behind a load balancer of one's own, it is the last but one.
    address: { lastOf: 'x-forwarded-for' },
    response: 'google',
    remedy:
      'Register the handler with functions.http(), which keeps the bytes in request.rawBody. On a server of your own, use createNodeHandler of @wxdp/notify/node.',
  },
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
  {
    name: 'AWS Lambda behind an Application Load Balancer',
    has: ['event.requestContext.elb'],
    ...ofEvent,
    address: { lastOf: 'x-forwarded-for' },
    response: 'balancer',
    remedy: `${onLambda}.`,
  },
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
  {
    name: 'AWS Lambda behind API Gateway',
    has: ['event.httpMethod', 'event.resource', 'event.requestContext'],
    ...ofEvent,
    address: 'event.requestContext.identity.sourceIp',
    response: 'common',
    remedy: `Turn on Lambda proxy integration for the method. ${onLambda}.`,
  },
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
  // https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
  {
    name: 'AWS Lambda behind an HTTP API or a function URL',
    has: ['event.requestContext.http.method', 'event.routeKey'],
    ...ofHttp,
    address: 'event.requestContext.http.sourceIp',
    response: 'common',
    remedy: `${onLambda}.`,
  },
  // https://help.aliyun.com/zh/functioncompute/fc/user-guide/http-trigger-invoking-function
  {
    name: 'Function Compute 3.0 of Alibaba Cloud',
    has: ['event.requestContext.http.method'],
    ...ofHttp,
    address: 'event.requestContext.http.sourceIp',
    response: 'common',
    remedy: `${inCode}.`,
  },
  // https://cloud.tencent.com/document/product/583/12513
  {
    name: 'Tencent SCF behind API Gateway',
    has: ['event.httpMethod', 'event.requestContext.serviceId'],
    ...ofEvent,
    address: 'event.requestContext.sourceIp',
    response: 'common',
    remedy: `Turn on 启用集成响应 (integrated response) for the API. ${inCode}.`,
  },
  // https://cloud.tencent.com/document/product/583/96099
  {
    name: 'Tencent SCF behind a function URL',
    has: ['event.httpMethod', 'event.queryString'],
    ...ofEvent,
    address: { lastOf: 'x-scf-remote-addr' },
    response: 'common',
    remedy: `${inCode}.`,
  },
  // https://docs.cloudbase.net/service/access-cloud-function
  {
    name: 'CloudBase (云开发)',
    has: ['event.httpMethod', 'event.requestContext.envId'],
    ...ofEvent,
    response: 'common',
    remedy: `${inCode}. Call the function through HTTP 访问服务, not through callFunction().`,
  },
  // https://support.huaweicloud.com/usermanual-functiongraph/functiongraph_01_0204.html
  {
    name: 'FunctionGraph of Huawei Cloud',
    has: ['event.httpMethod', 'event.requestContext.apiId'],
    ...ofEvent,
    // Inferred from the example of an event: that APIG sets it.
    address: { lastOf: 'x-real-ip' },
    response: 'common',
    remedy: `${inCode}.`,
  },
  // Last: others have these members, too, and leave out what they do not know of the response.
  // https://doc.dcloud.net.cn/uniCloud/http
  {
    name: 'uniCloud, or a platform with the same events',
    has: ['event.httpMethod', 'event.headers'],
    ...ofEvent,
    // Documented for functions in general. Inferred: that a function with a URL has it, too.
    address: 'context.CLIENTIP',
    response: 'uniCloud',
    remedy: `${inCode}. Call the function through its URL (云函数URL化), not through callFunction().`,
  },
]

/** The names of the platforms, for a message. */
export const platformNames: string =
  'AWS Lambda, Alibaba Cloud, Tencent SCF, CloudBase, uniCloud, Huawei Cloud, Google Cloud or Azure'

export function platformOf(host: Given): Platform | undefined {
  return platforms.find(({ has }) => has.every((path) => (at(host, path) ?? undefined) !== undefined))
}

/** Undefined if the platform does not tell. */
export function addressOf({ address }: Platform, host: Given): string | undefined {
  const found =
    typeof address === 'object'
      ? headerOf(host, address.lastOf)?.split(',').at(-1)?.trim()
      : address && at(host, address)
  return typeof found === 'string' ? found : undefined
}
