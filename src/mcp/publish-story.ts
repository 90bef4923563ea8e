/** Publication: by an agent whose token says so; by anybody else's it is proposed, and a person confirms it at the desk. */
import * as v from 'valibot'
import { Instant } from '../copy/shapes/field.ts'
import { refusalProblem } from '../desk/api/refusal.ts'
import { outcomeBody } from '../desk/api/responses.ts'
import type { Agent } from './agent.ts'
import { fields, RevisionNumber, StorySlug } from './inputs.ts'
import { findingsOf } from './newsroom-reading.ts'
import { leaveNote, refuseStale } from './newsroom-writing.ts'
import { says } from './says.ts'
import { type Answer, answerJson, refuseAs, tool } from './tool.ts'

type Wish = { slug: string; revision: number; at?: string | undefined }

export const publishStory = tool({
  name: 'publish_story',
  title: 'Publish or schedule a story',
  description:
    'Proposes that a revision is published, now or at a time ahead. A person confirms it at the desk, and the answer says where. Only with a token that an admin made for this does it happen at once.',
  effect: 'publishes',
  takes: fields({
    slug: StorySlug,
    revision: v.pipe(RevisionNumber, says('The newest revision, as you read it.')),
    at: v.optional(
      v.pipe(v.string(), v.maxLength(40), says('When it comes out, in ISO 8601 with a time zone, such as "2026-11-27T06:00:00Z". Left out: now.')),
    ),
  }),
  async answer(wish: Wish, agent: Agent): Promise<Answer> {
    const at = wish.at === undefined ? undefined : v.safeParse(Instant, wish.at)
    if (at && !at.success) return { refusal: at.issues[0].message }
    if (at && Date.parse(at.output) <= Date.now()) return { refusal: 'This time has passed. Enter a time ahead, or leave it out.' }
    const found = await agent.press.read(wish.slug)
    if (!found.ok) return refuseAs(refusalProblem(found))
    if (found.revision !== wish.revision) return refuseStale({ slug: wish.slug, expected: wish.revision, got: found.revision })
    const blocking = (await findingsOf(found.article, agent)).filter(({ level }) => level === 'block')
    if (blocking.length > 0) return { refusal: ['Put this right first:', ...blocking.map(({ where, message }) => `${where}: ${message}`)].join('\n') }
    if (found.entry.live === found.revision && !at) return { refusal: `Readers already have revision ${found.revision} of "${wish.slug}".` }
    const order = { ...wish, at: at?.output }
    return agent.mayPublish ? publish(order, agent) : propose(order, agent)
  },
})

/** What a person took from readers only a person brings back, also where it was taken a moment ago. */
async function publish(order: Wish, agent: Agent): Promise<Answer> {
  const { slug, revision, at } = order
  const { press, actor, desk } = agent
  const outcome = await press.publish(slug, actor, { expect: revision, unlessWithdrawn: true, ...(at && { at }) })
  if (!outcome.ok && outcome.reason === 'wrong-state' && outcome.state === 'withdrawn') return propose(order, agent)
  if (!outcome.ok) return outcome.reason === 'stale-revision' ? refuseStale(outcome) : refuseAs(refusalProblem(outcome))
  const { entry } = outcome
  const said = entry.live === entry.revision ? 'Published.' : `Scheduled for ${entry.until}.`
  return answerJson(outcomeBody(outcome), `${said} Its page at the desk: ${desk}/desk/stories/${slug}.`)
}

async function propose({ slug, revision, at }: Wish, agent: Agent): Promise<Answer> {
  const noted = await leaveNote(slug, { text: `Proposed: publish revision ${revision} ${at ? `at ${at}` : 'now'}. For an editor to decide.` }, agent)
  if ('refusal' in noted) return noted
  const where = `${agent.desk}/desk/stories/${slug}/publish`
  return answerJson(
    { ...noted, confirmAt: where },
    `Nothing was published. Revision ${revision} waits for an editor, and your proposal is noted beside it. A person confirms at ${where}.`,
  )
}
