/** A statement whose parameters are filled in by name. */
export interface Statement {
  readonly sql: string
  readonly params: readonly ('id' | 'owner' | 'ms')[]
}

/** How one kind of database is spoken to. Every statement is atomic by itself, and times are the database's own. */
export interface Dialect {
  /** Quotes one part of a name. */
  quote(part: string): string
  /**
   * Creates the table and its index, each in one statement.
   *
   * @param table Quoted.
   * @param index The name of the index, quoted.
   */
  create(table: string, index: string): readonly string[]
  /** Grants the id if it is free, if its entry has ended, or if the owner has it already. */
  claim(table: string): Statement
  /** Writes that the id is handled, whoever owns it. */
  complete(table: string): Statement
  /** Deletes the entry of this owner. */
  release(table: string): Statement
  /** Deletes at most ten entries that ended more than an hour ago. */
  clear(table: string): Statement
}
