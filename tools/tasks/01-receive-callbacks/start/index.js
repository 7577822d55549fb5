export function createCallbackHandler(_settings, { record: _record }) {
  return async (_request) => new Response(null, { status: 204 })
}
