/** What an agent of the newsroom may look at: the ledger, what waits, and what there is to file under. */
import * as v from 'valibot'
import { checkArticle } from '../copy/checks/check-article.ts'
import type { Finding } from '../copy/checks/finding.ts'
import { toMarkdown } from '../copy/markdown/to-markdown.ts'
import type { Article } from '../copy/shapes/article.ts'
import { parseCopy } from '../desk/api/parse-copy.ts'
import { refusalProblem } from '../desk/api/refusal.ts'
import { checkingPressOf, gatherCheckContext, liveArticle } from '../desk/check-context.ts'
import { STATES } from '../press/calls.ts'
import { newsroomPressOf, STORY_CURSOR, STORY_MARKS } from '../press/newsroom-calls.ts'
import { writingPressOf } from '../press/writing-calls.ts'
import type { Agent } from './agent.ts'
import { CopyText, Count, fields, RevisionNumber, StorySlug } from './inputs.ts'
import { says } from './says.ts'
import { type Answer, answerJson, refuseAs, type Tool, tool } from './tool.ts'

const findStories = tool({
  name: 'find_stories',
  title: 'Find stories',
  description: 'Looks through every article of the newsroom in any state, drafts too, most recently filed first. `nextCursor` leads to the rest.',
  effect: 'reads',
  takes: fields({
    q: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(200), says('Words of the slug, the headline or the text.'))),
    state: v.optional(v.picklist(STATES)),
    section: v.optional(StorySlug),
    by: v.optional(v.pipe(v.string(), v.maxLength(100), says('Who filed the newest revision.'))),
    is: v.optional(v.pipe(v.picklist(STORY_MARKS), says('`waiting`: no editor has published or scheduled what a reporter or an agent filed.'))),
    cursor: v.optional(v.pipe(v.string(), v.regex(STORY_CURSOR, 'Use the nextCursor of an earlier answer.'))),
    limit: v.optional(Count),
  }),
  answer: async (query, { env }: Agent) => answerJson(await newsroomPressOf(env).list(given(query))),
})

const readStory = tool({
  name: 'read_story',
  title: 'Read a story',
  description:
    'Answers a story as the newsroom has it: first its entry (state, revisions, what waits) and open notes as JSON, then its copy as Markdown with front matter, in the form that revise_story takes.',
  effect: 'reads',
  takes: fields({ slug: StorySlug, revision: v.optional(RevisionNumber) }),
  async answer({ slug, revision }, { press, env }: Agent): Promise<Answer> {
    const found = await press.read(slug, revision)
    if (!found.ok) return refuseAs(refusalProblem(found))
    const noted = await writingPressOf(env).listNotes(slug)
    const notes = noted.ok ? noted.notes.filter(({ resolved }) => !resolved) : []
    return { texts: [JSON.stringify({ entry: found.entry, revision: found.revision, notes }), toMarkdown(found.article)] }
  },
})

/** Of each kind, the latest. */
const MOST_WAITING = 50

const listWaiting = tool({
  name: 'list_waiting',
  title: 'List what waits',
  description:
    'What the newsroom has yet to do: what waits for an editor, what is scheduled, drafts, and changes that readers don’t have yet. Up to 50 of each; find_stories has the rest.',
  effect: 'reads',
  takes: fields({}),
  async answer(_input, { env }: Agent) {
    const list = async (query: { is: (typeof STORY_MARKS)[number] } | { state: 'draft' }) =>
      (await newsroomPressOf(env).list({ ...query, limit: MOST_WAITING })).items
    const [waiting, scheduled, drafts, changed] = await Promise.all([
      list({ is: 'waiting' }),
      list({ is: 'scheduled' }),
      list({ state: 'draft' }),
      list({ is: 'needs-correction' }),
    ])
    return answerJson({ waiting, scheduled, drafts, changed })
  },
})

const listSections = tool({
  name: 'list_sections',
  title: 'List sections',
  description: 'The sections that a story can be filed in, with how many articles readers find in each.',
  effect: 'reads',
  takes: fields({}),
  async answer(_input, { press, site }: Agent) {
    const counts = new Map((await press.sections()).map(({ section, articles }) => [section, articles]))
    return answerJson(site.sections.map(({ slug, name }) => ({ slug, name, articles: counts.get(slug) ?? 0 })))
  },
})

const findTopics = tool({
  name: 'find_topics',
  title: 'Find topics',
  description: 'Topics that articles have, by how their slug or name begins. Use those that exist before you introduce one.',
  effect: 'reads',
  takes: fields({ q: v.optional(v.pipe(v.string(), v.maxLength(100))), limit: v.optional(Count) }),
  answer: async (query, { press }: Agent) => answerJson(await press.names('topic', given(query))),
})

const checkStory = tool({
  name: 'check_story',
  title: 'Check a story',
  description:
    'Runs the newsroom’s checks and house style on copy that isn’t filed, or on the newest revision. Nothing is saved. What says `block` has to be put right before publication.',
  effect: 'reads',
  takes: fields({ slug: StorySlug, markdown: v.optional(CopyText) }),
  async answer({ slug, markdown }, agent: Agent): Promise<Answer> {
    const copy = markdown === undefined ? await filedArticle(slug, agent) : sentArticle(slug, markdown)
    return 'refusal' in copy ? copy : answerJson(await findingsOf(copy.article, agent))
  },
})

async function filedArticle(slug: string, { press }: Agent): Promise<{ article: Article } | { refusal: string }> {
  const found = await press.read(slug)
  return found.ok ? found : (refuseAs(refusalProblem(found)) as { refusal: string }) // What `refuseAs` answers is one.
}

function sentArticle(slug: string, text: string): { article: Article } | { refusal: string } {
  const copy = parseCopy({ type: 'text/markdown', text }, { slug, section: undefined })
  if (!copy.ok) return refuseAs(copy.problem) as { refusal: string }
  return copy.value.order === 'file' ? copy.value : { refusal: 'This isn’t a story.' }
}

/** The same that the desk shows before it publishes. */
export async function findingsOf(article: Article, { env, site }: Agent): Promise<Finding[]> {
  const press = checkingPressOf(env)
  const [context, live] = await Promise.all([gatherCheckContext(press, { article, site, now: Date.now() }), liveArticle(press, article.slug)])
  return checkArticle(article, live ? { ...context, live } : context)
}

const given = <T extends object>(options: T) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> }

export const READING_TOOLS: readonly Tool<Agent>[] = [findStories, readStory, listWaiting, listSections, findTopics, checkStory]
