/** Where an advertisement leads, as far as it leads to this site. */

/** Its path here; undefined where it leads elsewhere. `origin` is the publication's; it may be empty. */
export function pathHere(href: string, origin: string): string | undefined {
  const here = origin || 'https://here.example'
  const url = URL.parse(href, here)
  return url && url.origin === URL.parse(here)?.origin ? url.pathname : undefined
}

/** The slug of the story of ours at this path; undefined where no story can be. */
export const storySlugIn = (path: string | undefined) => (path === undefined ? undefined : /^\/[^/]+\/([^/]+)\/?$/.exec(path)?.[1]?.toLowerCase())
