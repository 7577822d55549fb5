import type { Check } from '../kit/check.ts'
import { createLedger } from '../kit/ledger.ts'
import { receives } from '../kit/receives.ts'
import { type Sent, stage } from '../kit/stage.ts'

type Lambda = (event: object, context: object) => Promise<{ readonly statusCode: number }>

const check: Check = async ({ createLambda }, report) => {
  for (const isBase64Encoded of [false, true]) {
    await receives(async () => {
      const { settings, callback } = await stage()
      const ledger = createLedger()
      const lambda = (await createLambda?.(settings, { record: ledger.record })) as Lambda
      const post = async (sent: Sent): Promise<number> =>
        (await lambda(eventOf(sent, isBase64Encoded), { awsRequestId: '1' })).statusCode
      return { ledger, callback, post }
    }, report)
  }
}
export default check

/** https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html */
function eventOf({ headers, body }: Sent, isBase64Encoded: boolean): object {
  const path = '/wechatpay/plans'
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: '',
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    requestContext: {
      apiId: 'url-id',
      domainName: 'url-id.lambda-url.us-east-1.on.aws',
      http: {
        method: 'POST',
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '101.226.103.1',
        userAgent: 'Mozilla/4.0',
      },
      requestId: 'id',
      routeKey: '$default',
      stage: '$default',
      timeEpoch: Date.now(),
    },
    body: isBase64Encoded ? Buffer.from(body).toString('base64') : body,
    isBase64Encoded,
  }
}
