/** Calls a user's function. If it throws or rejects, neither the call fails nor the process ends. */
export async function quietly(callback: () => unknown): Promise<void> {
  try {
    await callback()
  } catch {}
}
