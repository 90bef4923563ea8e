/** What an agent of the newsroom may file. Nothing of it reaches readers: it waits for an editor. */
import * as v from 'valibot'
import { Prose } from '../copy/shapes/field.ts'
import type { EditorsCopy } from '../desk/api/parse-copy.ts'
import { parseCopy } from '../desk/api/parse-copy.ts'
import { refusalProblem } from '../desk/api/refusal.ts'
import { outcomeBody } from '../desk/api/responses.ts'
import { sha256 } from '../edge/sha256.ts'
import type { ExpectedRevision, Idempotency, Refusal } from '../press/calls.ts'
import { type NewNote, writingPressOf } from '../press/writing-calls.ts'
import type { Agent } from './agent.ts'
import { CopyText, fields, RetryKey, RevisionNumber, StorySlug } from './inputs.ts'
import { says } from './says.ts'
import { type Answer, answerJson, refuseAs, type Tool, tool } from './tool.ts'

const Note = v.pipe(v.string(), v.nonEmpty(), v.maxLength(300), says('What this revision is about, for the newsroom.'))

const draftStory = tool({
  name: 'draft_story',
  title: 'Draft a story',
  description: 'Files a new story as a draft. Readers don’t see it; an editor decides. Refused if the slug is taken.',
  effect: 'files',
  takes: fields({ slug: StorySlug, markdown: CopyText, note: v.optional(Note), key: v.optional(RetryKey) }),
  answer: (input, agent: Agent) => fileCopy({ ...input, tool: 'draft_story', expect: 'none' }, agent),
})

const reviseStory = tool({
  name: 'revise_story',
  title: 'Revise a story',
  description:
    'Files another revision of a story, made from the one that you read. It waits for an editor; what readers see stays. Refused if somebody filed since.',
  effect: 'files',
  takes: fields({ slug: StorySlug, revision: RevisionNumber, markdown: CopyText, note: v.optional(Note), key: v.optional(RetryKey) }),
  answer: ({ revision, ...input }, agent: Agent) => fileCopy({ ...input, tool: 'revise_story', expect: revision }, agent),
})

type CopySent = { tool: string; slug: string; markdown: string; expect: ExpectedRevision; note?: string | undefined; key?: string | undefined }

async function fileCopy(sent: CopySent, agent: Agent): Promise<Answer> {
  const copy = parseCopy({ type: 'text/markdown', text: sent.markdown }, { slug: sent.slug, section: undefined })
  if (!copy.ok) return refuseAs(copy.problem)
  const { order: _, notes, ...filed } = copy.value as EditorsCopy // Markdown is no agency's order.
  const outcome = await agent.press.file({
    ...filed,
    actor: agent.actor,
    expect: sent.expect,
    publish: 'no',
    ...(sent.note && { note: sent.note }),
    ...(sent.key && { idempotency: await idempotencyOf(sent.key, sent) }),
  })
  if (!outcome.ok) return refuseFiling(outcome)
  const { slug, revision } = outcome.entry
  return answerJson(
    outcomeBody(outcome, notes),
    `Filed as revision ${revision}. Readers don’t see it. An editor finds it at ${agent.desk}/desk/stories/${slug}.`,
  )
}

const idempotencyOf = async (key: string, sent: object): Promise<Idempotency> => ({ key: `mcp ${key}`, bodyHash: await sha256(JSON.stringify(sent)) })

/** What the API says in headers, said of tools. */
function refuseFiling(refusal: Refusal): Answer {
  if (refusal.reason === 'already-filed')
    return { refusal: `"${refusal.slug}" already exists, at revision ${refusal.got}. Choose another slug, or read it and use revise_story.` }
  if (refusal.reason === 'stale-revision') return refuseStale(refusal)
  if (refusal.reason === 'renamed') return { refusal: `${refusal.message} Use the slug "${refusal.current}", or choose another for a different story.` }
  if (refusal.reason === 'key-reused') return { refusal: 'This key was already used for another change. Use a new one.' }
  return refuseAs(refusalProblem(refusal))
}

export const refuseStale = ({ slug, expected, got }: { slug: string; expected: number; got: number }): Answer => ({
  refusal: `You started from revision ${expected} of "${slug}", but its newest is ${got}. Read it with read_story, merge your changes, and send them with revision ${got}.`,
})

const proposeCorrection = tool({
  name: 'propose_correction',
  title: 'Propose a correction',
  description:
    'Proposes a correction of a published article: what was wrong and what is right, as readers should read it. An editor finds it filled in and decides; nothing is published.',
  effect: 'files',
  takes: fields({ slug: StorySlug, text: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1800)) }),
  async answer({ slug, text }, agent: Agent): Promise<Answer> {
    const found = await agent.press.read(slug)
    if (!found.ok) return refuseAs(refusalProblem(found))
    if (found.entry.live === undefined) return { refusal: `Readers don’t have "${slug}", so there is nothing to correct. Change it with revise_story.` }
    const correction = v.safeParse(Prose, text)
    if (!correction.success) return { refusal: `/text: ${correction.issues[0].message}` }
    const words = { text: `Proposed correction, for an editor to decide: ${correction.output}`, correction: correction.output, revision: found.entry.live }
    const noted = await leaveNote(slug, words, agent)
    if ('refusal' in noted) return noted
    const where = `${agent.desk}/desk/stories/${slug}/publish?note=${noted.note}`
    return answerJson({ ...noted, decideAt: where }, `Noted. Readers don’t see it. An editor decides at ${where}.`)
  },
})

/** The same note again within a day is the one that there is. */
export async function leaveNote(slug: string, note: NewNote, agent: Agent): Promise<{ note: number } | { refusal: string }> {
  const hash = await sha256(`${slug}\n${note.revision ?? ''}\n${note.text}`)
  const added = await writingPressOf(agent.env).addNote(slug, note, agent.actor, { key: `mcp note ${hash}`, bodyHash: hash })
  return added.ok ? { note: added.id } : { refusal: refusalProblem(added).detail }
}

export const WRITING_TOOLS: readonly Tool<Agent>[] = [draftStory, reviseStory, proposeCorrection]
