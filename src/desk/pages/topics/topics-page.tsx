/** Topics: all of them with their stories, renamed and merged. */
import { Hono } from 'hono'
import { hasRole } from '../../access.ts'
import { type DeskContext, type DeskEnv, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { NAME_DONE, NAMES_ON_A_PAGE, orderName, type TypedName, typedNameIn } from '../layout/name-orders.ts'
import { NameForms, NamesList } from '../layout/names-list.tsx'
import { needing, notFoundResponse } from '../layout/refusal-pages.tsx'

const PATH = '/desk/topics'

export const topics = new Hono<DeskEnv>()
  .get(PATH, showTopics)
  .get(
    `${PATH}/:topic`,
    needing('editor', (c) => topicResponse(c, doneMessage(c.req.url, NAME_DONE))),
  )
  .post(`${PATH}/:topic`, needing('editor', changeTopic))

async function showTopics(c: DeskContext) {
  const q = (c.req.query('q') ?? '').trim()
  const cursor = c.req.query('cursor')
  const { items, nextCursor } = await press(c).names('topic', { limit: NAMES_ON_A_PAGE, ...(q && { q }), ...(cursor && { cursor }) })
  const props = { names: items, nextCursor, url: c.req.url, q, canChange: hasRole(c.get('actor'), 'editor') }
  return deskResponse(c, {
    title: 'Topics',
    area: PATH,
    children: (
      <>
        <h1>Topics</h1>
        <NamesList kind="topic" path={PATH} {...props} />
      </>
    ),
  })
}

async function changeTopic(c: DeskContext) {
  const form = await readForm(c)
  if (!form.ok) return topicResponse(c, { kind: 'refused', text: form.problem.detail }, 422)
  const ordered = await orderName(c, 'topic', c.req.param('topic') ?? '', form.value)
  if (ordered.ok) return c.redirect(`${PATH}/${ordered.slug}?done=${ordered.done}`, 303)
  return topicResponse(c, { kind: 'refused', text: ordered.message }, 422, typedNameIn(form.value))
}

async function topicResponse(c: DeskContext, message: MessageText | undefined, status: 200 | 422 = 200, typed?: TypedName) {
  const slug = c.req.param('topic') ?? ''
  const { items } = await press(c).names('topic', { q: slug, limit: NAMES_ON_A_PAGE })
  const topic = items.find((known) => known.slug === slug)
  if (!topic) return notFoundResponse(c, 'There’s no such topic. It may have been renamed or merged.')
  const stories = topic.articles === 1 ? '1 story' : `${topic.articles.toLocaleString('en')} stories`
  return deskResponse(
    c,
    {
      title: topic.name,
      area: PATH,
      message,
      children: (
        <>
          <h1>
            <bdi>{topic.name}</bdi>
          </h1>
          <p>
            <a href={`/topic/${slug}`}>{stories}</a>
          </p>
          <NameForms kind="topic" path={PATH} slug={slug} name={topic.name} typed={typed} />
        </>
      ),
    },
    status,
  )
}
