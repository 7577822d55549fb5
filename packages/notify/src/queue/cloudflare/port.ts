// What is used of Cloudflare's bindings, by their form.
import type { QueuedNotification } from '../message.ts'

/** The part of a queue that a sender uses. Cloudflare's `Queue` has this form. */
export interface CloudflareQueue {
  send(message: QueuedNotification): Promise<unknown>
}

/** A batch of messages. Cloudflare's `MessageBatch` has this form. */
export interface CloudflareBatch {
  /** The name of the queue. */
  readonly queue: string
  readonly messages: readonly CloudflareMessage[]
}

/** A message of a batch. Cloudflare's `Message` has this form. */
export interface CloudflareMessage {
  readonly id: string
  readonly body: unknown
  /** The number of this attempt, from 1. */
  readonly attempts: number
  ack(): void
  retry(options?: { readonly delaySeconds?: number }): void
}

/** Where dead letters are kept. Cloudflare's `KVNamespace` has this form. */
export interface DeadLetterNamespace {
  get(key: string): Promise<string | null>
  put(key: string, value: string, options: { readonly expirationTtl: number }): Promise<void>
  delete(key: string): Promise<void>
}
