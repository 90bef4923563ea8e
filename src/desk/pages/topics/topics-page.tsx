/** Topics: all of them with their stories, introduced, renamed and merged. */
import { Hono } from 'hono'
import { type Flaw, parseWith } from '../../../copy/parse.ts'
import { lastPieceOf } from '../../../copy/shapes/address-pieces.ts'
import { isSlug } from '../../../copy/shapes/slug-spelling.ts'
import { TopicRecord } from '../../../copy/shapes/topic.ts'
import { tagOf } from '../../../edition/fingerprint.ts'
import { hasRole } from '../../access.ts'
import { type DeskContext, type DeskEnv, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { TextArea, TextField } from '../layout/fields.tsx'
import { type Form, readForm } from '../layout/form.ts'
import { doneMessage, FlawSummary, type MessageText } from '../layout/message.tsx'
import { NAME_DONE, NAMES_ON_A_PAGE, orderName, type TypedName, typedNameIn } from '../layout/name-orders.ts'
import { NameForms, NamesList } from '../layout/names-list.tsx'
import { needing, notFoundResponse } from '../layout/refusal-pages.tsx'
import { refusalText } from '../layout/refusal-text.ts'

const PATH = '/desk/topics'
const DONE = { ...NAME_DONE, saved: 'Saved. Readers see it on the topic’s page.' }
const UNKNOWN = 'There’s no such topic. It may have been renamed or merged.'

export const topics = new Hono<DeskEnv>()
  .get(PATH, showTopics)
  .get(
    `${PATH}/:topic`,
    needing('editor', (c) => topicResponse(c, { message: doneMessage(c.req.url, DONE) })),
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
  const slug = c.req.param('topic') ?? ''
  const form = await readForm(c)
  if (!form.ok) return topicResponse(c, { message: { kind: 'refused', text: form.problem.detail } }, 422)
  if (form.value.text('order') === 'save') return saveTopic(c, slug, form.value)
  const ordered = await orderName(c, 'topic', slug, form.value)
  return ordered.ok
    ? c.redirect(`${PATH}/${ordered.slug}?done=${ordered.done}`, 303)
    : topicResponse(c, { message: { kind: 'refused', text: ordered.message }, typed: typedNameIn(form.value) }, 422)
}

async function saveTopic(c: DeskContext, slug: string, form: Form) {
  const found = isSlug(slug) ? await press(c).readTopic(slug) : undefined
  if (!found?.ok) return notFoundResponse(c, UNKNOWN)
  const values = { introduction: form.text('introduction'), explainer: form.text('explainer') }
  const parsed = parseWith(TopicRecord, topicFrom(values, found.topic))
  if (!parsed.ok) return topicResponse(c, { values, flaws: parsed.flaws }, 422)
  const saved = await press(c).saveTopic(parsed.value, c.get('actor'), found.isRecorded ? [form.text('tag')] : 'none')
  return saved.ok ? c.redirect(`${PATH}/${slug}?done=saved`, 303) : topicResponse(c, { values, message: { kind: 'refused', text: refusalText(saved) } }, 412)
}

type TopicValues = { introduction: string; explainer: string }

/** What the form doesn't show stays. An explainer's address is as good as its slug. */
function topicFrom({ introduction, explainer }: TopicValues, { introduction: _, explainer: __, ...others }: TopicRecord) {
  const slug = lastPieceOf(explainer)
  return { ...others, ...(introduction.trim() && { introduction }), ...(slug && { explainer: slug }) }
}

type Shown = { values?: TopicValues; flaws?: readonly Flaw[]; message?: MessageText | undefined; typed?: TypedName }

async function topicResponse(c: DeskContext, { values, flaws = [], message, typed }: Shown, status: 200 | 412 | 422 = 200) {
  const slug = c.req.param('topic') ?? ''
  const found = isSlug(slug) ? await press(c).readTopic(slug) : undefined
  // An address that was kept leads on, as readers' do; a form that was sent to it isn't lost.
  if (found && !found.ok && found.reason === 'moved-name' && status === 200) return c.redirect(`${PATH}/${found.current}`)
  if (!found?.ok) return notFoundResponse(c, UNKNOWN)
  const { topic } = found
  const { items } = await press(c).names('topic', { q: slug, limit: NAMES_ON_A_PAGE })
  const articles = items.find((known) => known.slug === slug)?.articles ?? 0
  const field = (name: 'introduction' | 'explainer') => ({
    name,
    value: (values ?? topic)[name],
    flaw: flaws.find(({ pointer }) => pointer === `/${name}`)?.message,
  })
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
            <a href={`/topic/${slug}`}>{articles === 1 ? '1 story' : `${articles.toLocaleString('en')} stories`}</a>
          </p>
          {flaws.length > 0 && <FlawSummary flaws={flaws} idOf={(pointer) => pointer.slice(1)} />}
          <form class="form" method="post" action={`${PATH}/${slug}`}>
            <input type="hidden" name="tag" value={tagOf(topic)} />
            <TextArea {...field('introduction')} label="Introduction" hint="Stands below the topic’s name on its page" rows={3} dir="auto" />
            <TextField
              {...field('explainer')}
              label="Explainer"
              hint="Slug or address of a story of the kind Explainer that has this topic. Its first headings are shown as a card: what we know, key people, since when"
            />
            <div class="buttons">
              <button type="submit" name="order" value="save">
                Save
              </button>
            </div>
          </form>
          <NameForms kind="topic" path={PATH} slug={slug} name={topic.name} typed={typed} />
        </>
      ),
    },
    status,
  )
}
