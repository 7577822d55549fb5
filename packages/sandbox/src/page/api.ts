import { Hono } from 'hono'
import { SandboxError } from '../errors.ts'
import { about, stateOf } from './about.ts'
import { actions } from './actions.ts'
import { streamChanges } from './changes.ts'
import { listCoupons, listUserCoupons, showCoupon, showUserCoupon } from './coupon-lists.ts'
import { listCallbacks, listPlans, listRequests, showCallback, showPlan, showRequest } from './lists.ts'
import { readJson } from './read-json.ts'
import type { ShownSandbox } from './shown-sandbox.ts'

/** What the page shows and does, as JSON. Paths are below `/sandbox/api`. */
export function createApi(sandbox: ShownSandbox): Hono {
  const { control } = sandbox
  const api = new Hono()
    .get('/about', ({ json }) => json(about(sandbox)))
    .get('/state', ({ json }) => json(stateOf(control)))
    .get('/changes', (context) => streamChanges(context, control))
    .get('/plans', ({ req, json }) => json(listPlans(control, req.query())))
    .get('/plans/:id', ({ req, json }) => json(showPlan(control, req.param('id'))))
    .get('/coupons', ({ req, json }) => json(listCoupons(control, req.query())))
    .get('/coupons/:id', ({ req, json }) => json(showCoupon(control, req.param('id'))))
    .get('/user-coupons', ({ req, json }) => json(listUserCoupons(control, req.query())))
    .get('/user-coupons/:code', ({ req, json }) => json(showUserCoupon(control, req.param('code'))))
    .delete('/user-coupons/:code', ({ req, json }) => {
      control.deleteUserCoupon(req.param('code'))
      return json({})
    })
    .get('/callbacks', ({ req, json }) => json(listCallbacks(control, req.query())))
    .get('/callbacks/:id', ({ req, json }) => json(showCallback(control, req.param('id'))))
    .get('/requests', ({ req, json }) => json(listRequests(control, req.query())))
    .get('/requests/:id', ({ req, json }) => json(showRequest(control, req.param('id'))))
    .get('/faults', ({ json }) => json({ faults: control.faults }))
    .delete('/faults/:id', ({ req, json }) => {
      if (control.removeFault(req.param('id'))) return json({})
      throw new SandboxError('SANDBOX_NOT_FOUND', `There is no fault ${req.param('id')}.`)
    })
  for (const [path, act] of Object.entries(actions)) {
    api.post(path, async ({ req, json }) => json(await act(control, await readJson(req.raw), req.param())))
  }
  return api
}
