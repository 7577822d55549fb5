/** What stands in a key as it is. Every id of WeChat Pay does. */
const plain = /^[\w.:-]{1,64}$/

/**
 * Names an id in at most 65 characters of ASCII, for stores whose keys are short, or which take some texts for equal.
 * Other ids are named by their SHA-256; its `#` keeps the two apart.
 */
export async function toKey(id: string): Promise<string> {
  if (plain.test(id)) return id
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(id))
  return `#${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
