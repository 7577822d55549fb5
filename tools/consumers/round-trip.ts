/** The body of a program that sets the callback URL at a sandbox, and handles a callback. Needs its names imported. */
export const roundTrip = `async function roundTrip() {
  const kinds = []
  let handler
  const sandbox = await createSandbox({ deliver: (request) => handler(request) })
  handler = createHandler({ ...sandbox.handlerSettings(), onNotification: ({ kind }) => void kinds.push(kind) })
  await createClient(sandbox.clientOptions()).call(setNotifyUrl, {
    sp_mchid: sandbox.credentials.mchid,
    notify_url: 'https://pay.example.com/wechatpay/plans',
  })
  const deliveries = await sandbox.control.sendPlanChange({ plan_id: '1234567890' })
  return [...deliveries.map(({ kind, status }) => kind + ' ' + status), ...kinds].join(', ')
}
`

export const expected = 'probe 401, notification 204, duplicate 204, planChange'
