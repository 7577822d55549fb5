export function createLambda(_settings, { record }) {
  return async (event) => {
    const { resource } = JSON.parse(event.body)
    await record(resource)
    return { statusCode: 200, body: '' }
  }
}
