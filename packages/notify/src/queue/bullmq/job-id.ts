/**
 * The job id of a notification, under which BullMQ keeps it once. BullMQ refuses ids that have a colon or are integers,
 * hence the prefix and the encoding.
 */
export function jobIdOf(id: string): string {
  // Escaped as in JSON first: encodeURIComponent throws on lone halves of surrogate pairs.
  return `notification-${encodeURIComponent(JSON.stringify(id).slice(1, -1))}`
}
