/** A callback as it was received, and what WeChat Pay gave you: as pasted. */
export interface Input {
  readonly headers: string
  readonly body: string
  /** The public key or the platform certificate, as PEM. */
  readonly key: string
  /** Of the key. May be empty for a certificate, which contains it. */
  readonly serialNo: string
  /** May be empty. */
  readonly apiV3Key: string
  /** Whether it has just arrived, so that its age counts. */
  readonly isLive: boolean
}
