export class InboxObject {}

export default {
  async fetch(request, env) {
    const { resource } = await request.json()
    await env.LEDGER.fetch('https://ledger/', { method: 'POST', body: JSON.stringify(resource) })
    return new Response(null, { status: 204 })
  },
}
