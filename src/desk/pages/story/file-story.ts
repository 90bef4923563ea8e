/** Filing what a form sent; where somebody else has filed meanwhile, both texts are merged, or whoever files chooses. */
import { mergeArticles } from '../../../copy/merge/merge-articles.ts'
import { CHOICES, type Choice, settleConflicts } from '../../../copy/merge/settle-conflicts.ts'
import type { Conflict, UnfinishedCopy } from '../../../copy/merge/three-way.ts'
import type { Flaw } from '../../../copy/parse.ts'
import { parseArticle } from '../../../copy/parse-article.ts'
import type { Article } from '../../../copy/shapes/article.ts'
import { tagOf } from '../../../edition/fingerprint.ts'
import type { Entry, Filing, Refusal, Success } from '../../../press/calls.ts'
import { newStoryKey } from '../../../press/writing-calls.ts'
import { type DeskContext, press } from '../desk-context.ts'
import type { Form } from '../layout/form.ts'
import type { SavedStory } from '../layout/saved-story.ts'
import type { SentStory } from './sent-story.ts'

/** Whose version stands, chosen against this revision of theirs. */
export type Choices = { against: number; of: (Choice | undefined)[] }

export type Filed =
  | { kind: 'filed'; outcome: Success; merged: boolean }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'flawed'; flaws: Flaw[] }
  /** Nothing is filed until each is settled. `theirs` is what was filed meanwhile. */
  | { kind: 'conflicts'; conflicts: Conflict[]; theirs: SavedStory; base: number }

/** Somebody may file while we merge; who is overtaken so often has other things to settle. */
const MAX_TRIES = 5

export async function fileNew(c: DeskContext, sent: SentStory, article: Article): Promise<Filed> {
  // A slug made from the headline gives way where another story has it; one that somebody chose doesn't.
  const wish: Partial<Filing> = sent.slug ? { expect: 'none' } : { proposed: { suffix: crypto.randomUUID().slice(0, 4) } }
  const first = await file(c, sent, article, { ...wish, ...onceFor(sent) })
  if (!first.ok) return answerOf(first, false)
  const filed = await revisionOf(c, first.entry)
  // What this form made before was deleted since: it makes another.
  if (!filed) return answerOf(await file(c, sent, article, wish), false)
  const mine = { ...article, slug: filed.slug, publishedAt: filed.publishedAt }
  if (tagOf(sorted(filed)) === tagOf(sorted(mine))) return answerOf(first, false)
  return fileChanged(c, { ...sent, base: first.entry.revision }, { before: filed, mine }, undefined)
}

/** A form of a new story makes one, however often it is sent; sent again with other text, as by going back, it changes that one. */
const onceFor = ({ draft }: SentStory): Partial<Filing> => (draft ? { idempotency: { key: newStoryKey(draft.id), bodyHash: '' } } : {})

const sorted = (article: Article) => Object.entries(article).sort(([a], [b]) => (a < b ? -1 : 1))

/** As it was filed, also where the story was renamed since. */
async function revisionOf(c: DeskContext, { slug, revision }: Entry): Promise<Article | undefined> {
  const found = await press(c).read(slug, revision)
  if (found.ok) return found.article
  const renamed = found.reason === 'renamed' ? await press(c).read(found.current, revision) : undefined
  return renamed?.ok ? renamed.article : undefined
}

/** `before` is the copy that the form was made from, `mine` what became of it there. */
export async function fileChanged(
  c: DeskContext,
  sent: SentStory,
  { before, mine }: { before: Article; mine: Article },
  choices: Choices | undefined,
): Promise<Filed> {
  const first = await file(c, sent, mine, { expect: sent.base })
  if (first.ok || first.reason !== 'stale-revision') return answerOf(first, false)
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const theirs = await press(c).read(mine.slug)
    if (!theirs.ok) return { kind: 'refused', refusal: theirs }
    const merge = mergeArticles(before as UnfinishedCopy, mine as UnfinishedCopy, theirs.article as UnfinishedCopy)
    const made = choices?.against === theirs.revision ? choices.of : []
    if (merge.conflicts.some((_, at) => !made[at])) return { kind: 'conflicts', conflicts: merge.conflicts, theirs, base: sent.base }
    const parsed = parseArticle(settleConflicts(merge.merged, merge.conflicts, made))
    if (!parsed.ok) return { kind: 'flawed', flaws: parsed.flaws }
    const outcome = await file(c, sent, parsed.value, { expect: theirs.revision })
    if (outcome.ok || outcome.reason !== 'stale-revision') return answerOf(outcome, true)
  }
  return answerOf(first, false)
}

export function choicesSent(form: Form): Choices | undefined {
  const against = Number(form.text('theirs')) || 0
  if (!against) return undefined
  const of = Array.from({ length: Number(/^\d{1,5}$/.exec(form.text('conflicts')) ?? 0) }, (_, at) =>
    CHOICES.find((choice) => choice === form.text(`choice-${at}`)),
  )
  return { against, of }
}

const file = (c: DeskContext, sent: SentStory, article: Article, filing: Partial<Filing>) =>
  press(c).file({ ...filing, article, actor: c.get('actor'), publish: 'no', undated: true, ...draftFiled(sent) })

/** A page of a filed story that saved nothing has no draft to end. Of a new story colleagues may have drafts, which become the story's. */
const draftFiled = ({ draft, base }: SentStory) => (draft && (draft.sequence > 0 || base === 0) ? { draft } : {})

const answerOf = (outcome: Success | Refusal, merged: boolean): Filed =>
  outcome.ok ? { kind: 'filed', outcome, merged } : { kind: 'refused', refusal: outcome }
