// What changesets writes into a CHANGELOG.md: the words of the changeset alone. All packages have one version, so that
// "Updated dependencies" says nothing.

/** @param {{ readonly summary: string }} changeset */
export async function getReleaseLine({ summary }) {
  return `- ${summary.trim().split('\n').join('\n  ').replace(/^ +$/gm, '')}`
}

export async function getDependencyReleaseLine() {
  return ''
}

export default { getReleaseLine, getDependencyReleaseLine }
