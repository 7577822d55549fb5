export type { AzureRequest, EventHandler } from './functions/event-handler.ts'
export { createEventHandler } from './functions/event-handler.ts'
export type { EventHost } from './functions/event-host.ts'
export type { AzureResponse, EventResponse, GoogleResponse } from './functions/event-response.ts'
