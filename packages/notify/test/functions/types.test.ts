// The handler is what the types of the platforms ask for, and takes what they pass. `tsc` checks this file.
import type { app, HttpHandler, HttpRequest, InvocationContext } from '@azure/functions'
import type { HttpFunction, Request, Response } from '@google-cloud/functions-framework'
import {
  type AzureResponse,
  createEventHandler,
  type EventHandler,
  type EventResponse,
} from '@wxdp/notify/event'
import type {
  ALBEvent,
  ALBHandler,
  ALBResult,
  APIGatewayProxyHandler,
  APIGatewayProxyHandlerV2,
  Context,
  LambdaFunctionURLHandler,
} from 'aws-lambda'
import { expect, expectTypeOf, it } from 'vitest'
import { settings } from '../support/settings.ts'

const handler: EventHandler = createEventHandler({
  ...settings,
  onNotification(notification, { host }) {
    const where: string | undefined = host.address
    console.log(notification.kind, where)
  },
})

export const rest: APIGatewayProxyHandler = handler
export const http: APIGatewayProxyHandlerV2 = handler
export const functionUrl: LambdaFunctionURLHandler = handler
export const balancer: ALBHandler = handler
export const azure: HttpHandler = handler
export const google: HttpFunction = handler
export const options: Parameters<typeof app.http>[1] = { methods: ['POST'], authLevel: 'anonymous', handler }

it('the handler has two parameters: Lambda takes a third one for a callback', () => {
  expect(handler).toHaveLength(2)
})

it('the response has the types of each platform', async () => {
  const result: ALBResult = await handler({ httpMethod: 'GET', requestContext: { elb: {} } })
  expect(result.statusCode).toBe(405)
})

it('the type of the result follows from the request', () => {
  expectTypeOf((request: HttpRequest, context: InvocationContext) =>
    handler(request, context),
  ).returns.resolves.toEqualTypeOf<AzureResponse>()
  expectTypeOf((request: Request, response: Response) =>
    handler(request, response),
  ).returns.resolves.toEqualTypeOf<void>()
  expectTypeOf((event: ALBEvent, context: Context) =>
    handler(event, context),
  ).returns.resolves.toEqualTypeOf<EventResponse>()
  expectTypeOf((event: Buffer) => handler(event)).returns.resolves.toEqualTypeOf<EventResponse>()
})
