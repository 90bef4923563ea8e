/** The list of stories, and one order for many of them. */
import { Hono } from 'hono'
import { Line } from '../../../copy/shapes/field.ts'
import { hashedSlugFromName, slugFromName } from '../../../copy/shapes/slug.ts'
import { isSlug } from '../../../copy/shapes/slug-spelling.ts'
import { instantOf } from '../../../copy/text/instant.ts'
import { type BulkOrder, type BulkStory, newsroomPressOf } from '../../../press/newsroom-calls.ts'
import { picturePressOf } from '../../../press/picture-calls.ts'
import { writingPressOf } from '../../../press/writing-calls.ts'
import { hasRole } from '../../access.ts'
import type { DeskContext, DeskEnv } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { type Form, readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { needing } from '../layout/refusal-pages.tsx'
import { requestKeyOf } from '../layout/request-key.tsx'
import { textSent } from '../layout/text-sent.ts'
import { blockedWords } from './blocked-stories.ts'
import type { BulkDone } from './bulk-results.tsx'
import { StoriesPage } from './stories-page.tsx'
import { addressHere, filtersIn, listQueryOf } from './story-filters.ts'

export const stories = new Hono<DeskEnv>().get('/desk', (c) => storiesResponse(c)).post('/desk', needing('editor', orderMany))

/** As many as the press takes at once. */
const MAX_CHOSEN = 100

async function orderMany(c: DeskContext) {
  const form = await readForm(c)
  if (!form.ok) return storiesResponse(c, { message: { kind: 'refused', text: form.problem.detail } }, 413)
  const chosen = form.value.all('story').flatMap(storyIn)
  if (chosen.length === 0) return refused(c, 'Choose at least one story first.')
  if (chosen.length > MAX_CHOSEN) return refused(c, `Choose up to ${MAX_CHOSEN} stories at once.`)
  const order = orderIn(form.value, c)
  if (!order.ok) return refused(c, order.message)
  const blocked = order.value.order === 'publish' ? await blockedWords(c, chosen) : undefined
  if (blocked) return refused(c, blocked)
  const key = (await requestKeyOf(form.value, [order.value, chosen])) ?? crypto.randomUUID()
  await newsroomPressOf(c.env).bulk(order.value, chosen, c.get('actor'), key)
  return c.redirect(addressOfReport(addressHere(filtersIn(c.req.query())), key), 303)
}

const addressOfReport = (list: string, key: string) => `${list}${list.includes('?') ? '&' : '?'}ordered=${key}`

const refused = (c: DeskContext, text: string) => storiesResponse(c, { message: { kind: 'refused', text } }, 422)

/** `{slug} {revision}`: the order is for what whoever gives it has seen. */
function storyIn(value: string): BulkStory[] {
  const [slug = '', revision = ''] = value.split(' ')
  return isSlug(slug) && /^\d{1,9}$/.test(revision) ? [{ slug, expect: Number(revision) }] : []
}

function orderIn(form: Form, c: DeskContext): { ok: true; value: BulkOrder } | { ok: false; message: string } {
  const section = form.text('to-section')
  switch (form.text('order')) {
    case 'publish':
      return { ok: true, value: { order: 'publish' } }
    case 'undo-publish':
      return { ok: true, value: { order: 'undo-publish' } }
    case 'withdraw':
      return { ok: true, value: { order: 'withdraw', onlyOut: true } }
    case 'section':
      return c.get('site').sections.some(({ slug }) => slug === section)
        ? { ok: true, value: { order: 'section', section } }
        : { ok: false, message: 'Choose a section of this site.' }
    case 'add-topic':
      return topicOrder(form.text('topic'))
    default:
      return { ok: false, message: 'Choose what to do with the stories.' }
  }
}

function topicOrder(typed: string): { ok: true; value: BulkOrder } | { ok: false; message: string } {
  const topic = textSent(typed, Line)
  if (!topic.ok) return topic
  const name = topic.value
  if (!name) return { ok: false, message: 'Enter the topic to add.' }
  return { ok: true, value: { order: 'add-topic', topic: { name, slug: slugFromName(name) ?? hashedSlugFromName(name) } } }
}

/** What became of the order that led here. */
async function resultsHere(c: DeskContext): Promise<BulkDone | undefined> {
  const key = c.req.query('ordered')
  if (!key) return undefined
  const [newsroom, actor] = [newsroomPressOf(c.env), c.get('actor')]
  const report = await newsroom.bulkReport(key, actor)
  return report ? { ...report, undo: report.order === 'publish' ? await newsroom.publicationsToUndo(report.done, actor) : [] } : undefined
}

type Shown = { message?: MessageText }

async function storiesResponse(c: DeskContext, { message }: Shown = {}, status: 200 | 413 | 422 = 200) {
  const filters = filtersIn(c.req.query())
  const { name } = c.get('actor')
  const [found, drafts, rights] = await Promise.all([
    newsroomPressOf(c.env).list(listQueryOf(filters, name)),
    writingPressOf(c.env).listDrafts({ by: name }),
    picturePressOf(c.env).endingPictures(),
  ])
  const results = status === 200 ? await resultsHere(c) : undefined
  const view = {
    filters,
    found,
    drafts,
    rights,
    now: instantOf(Date.now()),
    canOrder: hasRole(c.get('actor'), 'editor'),
    site: c.get('site'),
    ...(results && { results }),
  }
  return deskResponse(
    c,
    {
      title: 'Stories',
      area: '/desk',
      message: message ?? doneMessage(c.req.url, { deleted: 'The draft is deleted.' }),
      children: <StoriesPage view={view} />,
    },
    status,
  )
}
