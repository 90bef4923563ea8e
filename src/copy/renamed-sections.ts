/** Which sections got another slug: in settings, a section that is gone and a new one of the same name are one. */
type Named = { slug: string; name: string }

export function renamedSections(before: readonly Named[], after: readonly Named[]): { from: string; to: string }[] {
  const isIn = (sections: readonly Named[], slug: string) => sections.some((section) => section.slug === slug)
  return before.flatMap(({ slug, name }) => {
    const others = isIn(after, slug) ? [] : after.filter((section) => section.name === name && !isIn(before, section.slug))
    return others.length === 1 && others[0] ? [{ from: slug, to: others[0].slug }] : []
  })
}
