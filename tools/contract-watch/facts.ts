/** Where a field stands. `resource`: what is sealed in a callback. */
export type Section = 'path' | 'query' | 'body' | 'response' | 'resource'

/** What a page or a definition says of one field. */
export interface Field {
  readonly section: Section
  readonly name: string
  /** Whether it is needed in any case. Not compared in responses, which we read tolerantly. */
  readonly isRequired: boolean
  /** The most characters; undefined if it says none, or counts something else. */
  readonly length?: number | undefined
  /** Undefined if it lists none. */
  readonly values?: readonly string[] | undefined
}

/** What a page says of one call or one callback, or what our definition says of it. */
export interface Facts {
  /** Such as `POST /v3/…/{plan_id}`; undefined for a callback. */
  readonly call?: string | undefined
  /** Calls a second. */
  readonly limit?: number | undefined
  readonly fields: readonly Field[]
  /** Codes of errors. */
  readonly codes: readonly string[]
}
