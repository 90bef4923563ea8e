/** Which of the old system's categories are sections here. `--map FILE` says so; a dry run proposes one. */
import { readFile } from 'node:fs/promises'
import { dump, load } from 'js-yaml'
import * as v from 'valibot'
import { decodePiece } from '../../copy/shapes/address-pieces.ts'
import { foldName } from '../../copy/shapes/name.ts'
import { RESERVED_SECTIONS } from '../../copy/shapes/section.ts'
import { hashedSlugFromName, slugFromName } from '../../copy/shapes/slug.ts'
import { isSlug } from '../../copy/shapes/slug-spelling.ts'
import type { Topic } from '../../copy/shapes/topic.ts'
import { usageError } from '../exit-error.ts'
import type { OldStory, OldTerm } from './old-item.ts'

const SectionHere = v.pipe(
  v.string(),
  v.check(isSlug, 'A section is a slug, such as world.'),
  v.check((slug) => !RESERVED_SECTIONS.has(slug), 'The site uses this name for one of its own pages. Choose another name.'),
)

/**
 * `section`: of stories without a category that is one. `kinds`: by what the old system calls them, such as `page`. `categories`: by their slug
 * there: a section here, `topic`, or `-` for none.
 */
const TermMap = v.strictObject({
  section: v.optional(SectionHere),
  kinds: v.optional(v.record(v.string(), SectionHere)),
  categories: v.optional(v.record(v.string(), v.union([v.literal('topic'), v.literal('-'), SectionHere]))),
})
export type TermMap = v.InferOutput<typeof TermMap>

export async function readTermMap(path: string, shown: string): Promise<TermMap> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw usageError(`There is no file "${shown}".`)
  })
  const parsed = v.safeParse(TermMap, loaded(text, shown))
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  throw usageError(`${shown}: ${issue.path?.map(({ key }) => String(key)).join('/') ?? ''}: ${issue.message}`)
}

function loaded(text: string, shown: string) {
  try {
    return load(text) ?? {}
  } catch (error) {
    throw usageError(`${shown} is no YAML: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
  }
}

/** What WordPress calls what nobody put anywhere. */
const NO_CATEGORY = new Set(['uncategorized', 'uncategorised', 'allgemein', 'sin-categoria', 'non-classe', 'senza-categoria'])

export type Terms = {
  /** Counts a story's categories, for the proposal. */
  count(story: Pick<OldStory, 'sections' | 'topics' | 'what'>): void
  /** Where a story stands, and its topics. */
  /** `kept`: slugs, as `slugOfTerm` has them, of the categories and tags that are its topics or its section. */
  of(story: Pick<OldStory, 'sections' | 'topics' | 'what'>): { section: string; topics: Topic[]; kept: string[]; notes: string[]; leftOut: string[] }
  /** Where a category or tag leads: a section's or topic's page. */
  pathOf(term: OldTerm, isCategory: boolean): string | undefined
  /** A map that says in words what is done without one. */
  proposal(): string
  /** Sections that stories are given. */
  used: Map<string, number>
}

export function termsBy(map: TermMap, siteSections: readonly string[]): Terms {
  const fallback = map.section ?? siteSections[0] ?? 'news'
  const used = new Map<string, number>()
  const categories = new Map<string, { target: string; stories: number }>()
  const slugByName = new Map<string, string>()
  /** By slug: what the first story that has it calls it. */
  const firstNames = new Map<string, string>()

  /** A category and a tag of one name are one topic; WordPress calls the second `sports-2`. */
  const nameTopic = (term: OldTerm) => {
    const [name, slug] = [foldName(term.name), slugOfTerm(term)]
    const known = slugByName.get(name)
    if (known === undefined || slug.length < known.length) slugByName.set(name, slug)
  }
  const topicSlugOf = (term: OldTerm) => slugByName.get(foldName(term.name)) ?? slugOfTerm(term)

  const sectionOf = ({ sections, what }: Pick<OldStory, 'sections' | 'what'>) =>
    sections.map(targetOf).find((target) => target !== 'topic' && target !== '-') ?? map.kinds?.[what] ?? fallback

  const targetOf = (term: OldTerm): string => {
    const slug = slugOfTerm(term)
    const named = map.categories?.[term.slug ?? slug] ?? map.categories?.[term.name]
    if (named !== undefined) return named
    if (siteSections.includes(slug)) return slug
    if (NO_CATEGORY.has(slug)) return '-'
    return term.parent && siteSections.includes(term.parent) ? term.parent : 'topic'
  }

  return {
    used,
    count(story) {
      for (const term of [...story.sections, ...story.topics]) {
        nameTopic(term)
        if (!firstNames.has(slugOfTerm(term))) firstNames.set(slugOfTerm(term), term.name)
      }
      for (const term of story.sections) {
        const slug = term.slug ?? term.name
        categories.set(slug, { target: targetOf(term), stories: (categories.get(slug)?.stories ?? 0) + 1 })
      }
      const section = sectionOf(story)
      used.set(section, (used.get(section) ?? 0) + 1)
    },
    of(story) {
      // A category below the section's says more than the section does.
      const others = story.sections.filter((term) => ![slugOfTerm(term), '-'].includes(targetOf(term)))
      const wanted = [...others, ...story.topics]
      const { topics, notes, leftOut } = topicsOf(wanted, topicSlugOf, (slug) => firstNames.get(slug))
      const lost = (term: OldTerm) => wanted.includes(term) && !topics.some(({ slug }) => slug === topicSlugOf(term))
      const kept = [...story.sections, ...story.topics].filter((term) => !lost(term)).map(slugOfTerm)
      return { section: sectionOf(story), topics, kept, notes, leftOut }
    },
    pathOf(term, isCategory) {
      const target = isCategory ? targetOf(term) : 'topic'
      if (target === '-') return undefined
      return target === 'topic' ? `/topic/${topicSlugOf(term)}` : `/${target}`
    },
    proposal() {
      const byStories = [...categories].sort(([, a], [, b]) => b.stories - a.stories)
      const kinds = map.kinds ?? { page: fallback }
      return dump({ section: fallback, kinds, categories: Object.fromEntries(byStories.map(([slug, { target }]) => [slug, target])) }, { lineWidth: 200 })
    },
  }
}

const MAX_TOPICS = 50
const MAX_NAME = 100
/** In a sentence; the report's JSON has all. */
const MOST_NAMED = 5

/** Slugs in other scripts come percent-encoded. */
export function slugOfTerm({ slug = '', name }: OldTerm): string {
  const own = decodePiece(slug) ?? ''
  return isSlug(own) ? own : (slugFromName(name) ?? hashedSlugFromName(name))
}

/** Each once, as many as an article can have; the rest is said. */
function topicsOf(
  terms: readonly OldTerm[],
  slugOf: (term: OldTerm) => string,
  firstNameOf: (slug: string) => string | undefined,
): { topics: Topic[]; notes: string[]; leftOut: string[] } {
  const notes: string[] = []
  const topics = new Map<string, Topic>()
  for (const term of terms) {
    const slug = slugOf(term)
    const name = term.name.trim() || slug
    if (name.length > MAX_NAME) notes.push(`The topic “${name.slice(0, 60)}…” was left out: its name has more than ${MAX_NAME} characters.`)
    else {
      const [first, here] = [firstNameOf(slug) ?? name, topics.get(slug)?.name]
      const other = [here, first].find((known) => known !== undefined && foldName(known) !== foldName(name))
      if (other !== undefined)
        notes.push(`“${name}” and “${other}” have the same slug, "${slug}", so they share a page. If they are two topics, give one of them another slug.`)
      if (here === undefined) topics.set(slug, { slug, name })
    }
  }
  const all = [...topics.values()]
  const leftOut = all.slice(MAX_TOPICS).map(({ name }) => name)
  const more = leftOut.length - MOST_NAMED
  if (leftOut.length > 0)
    notes.push(
      `An article can have up to ${MAX_TOPICS} topics. Left out: ${leftOut
        .slice(0, MOST_NAMED)
        .map((name) => `“${name}”`)
        .join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}.`,
    )
  return { topics: all.slice(0, MAX_TOPICS), notes, leftOut }
}
