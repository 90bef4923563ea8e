/** Authors: everybody who is named in a byline, and what their page says of them. */
import { Hono } from 'hono'
import { type Flaw, parseWith } from '../../../copy/parse.ts'
import { Author } from '../../../copy/shapes/author.ts'
import { isSlug } from '../../../copy/shapes/slug-spelling.ts'
import { tagOf } from '../../../edition/fingerprint.ts'
import { hasRole } from '../../access.ts'
import { type DeskContext, type DeskEnv, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { TextArea, TextField } from '../layout/fields.tsx'
import { readForm } from '../layout/form.ts'
import { doneMessage, FlawSummary, type MessageText } from '../layout/message.tsx'
import { NAME_DONE, NAMES_ON_A_PAGE, orderName, type TypedName, typedNameIn } from '../layout/name-orders.ts'
import { NameForms, NamesList } from '../layout/names-list.tsx'
import { needing, notFoundResponse } from '../layout/refusal-pages.tsx'
import { refusalText } from '../layout/refusal-text.ts'
import { TypedText } from '../layout/typed-text.tsx'
import { AUTHOR_FIELDS, type AuthorValues, authorFieldOf, authorFrom, valuesOfAuthor } from './author-values.ts'

const PATH = '/desk/authors'
const DONE = { ...NAME_DONE, saved: 'The record is saved.', removed: 'The record is removed. Bylines stay as they are.' }

export const authors = new Hono<DeskEnv>()
  .get(PATH, showAuthors)
  .get(
    `${PATH}/:author`,
    needing('editor', (c) => authorResponse(c, { message: doneMessage(c.req.url, DONE) })),
  )
  .post(`${PATH}/:author`, needing('editor', changeAuthor))

async function showAuthors(c: DeskContext) {
  const q = (c.req.query('q') ?? '').trim()
  const cursor = c.req.query('cursor')
  const { items, nextCursor } = await press(c).names('author', { limit: NAMES_ON_A_PAGE, ...(q && { q }), ...(cursor && { cursor }) })
  const props = { names: items, nextCursor, url: c.req.url, q, canChange: hasRole(c.get('actor'), 'editor') }
  return deskResponse(c, {
    title: 'Authors',
    area: PATH,
    message: doneMessage(c.req.url, DONE),
    children: (
      <>
        <h1>Authors</h1>
        <NamesList kind="author" path={PATH} {...props} />
      </>
    ),
  })
}

async function changeAuthor(c: DeskContext) {
  const slug = c.req.param('author') ?? ''
  const form = await readForm(c)
  if (!form.ok) return authorResponse(c, { message: { kind: 'refused', text: form.problem.detail } }, 422)
  if (form.value.text('order') !== 'save' && form.value.text('order') !== 'remove') {
    const ordered = await orderName(c, 'author', slug, form.value)
    return ordered.ok
      ? c.redirect(`${PATH}/${ordered.slug}?done=${ordered.done}`, 303)
      : authorResponse(c, { message: { kind: 'refused', text: ordered.message }, typed: typedNameIn(form.value) }, 422)
  }
  const expect = [form.value.text('tag')]
  if (form.value.text('order') === 'remove') {
    const removed = await press(c).removeAuthor(slug, c.get('actor'), expect)
    return removed.ok ? c.redirect(`${PATH}?done=removed`, 303) : authorResponse(c, { message: { kind: 'refused', text: refusalText(removed) } }, 412)
  }
  const found = await press(c).readAuthor(slug)
  const values = Object.fromEntries(AUTHOR_FIELDS.map((name) => [name, form.value.text(name)]))
  if (!found.ok) return notFoundResponse(c, refusalText(found), <TypedText texts={Object.values(values)} />)
  const parsed = parseWith(Author, authorFrom(values, found.author))
  if (!parsed.ok) return authorResponse(c, { values, flaws: parsed.flaws }, 422)
  const saved = await press(c).saveAuthor(parsed.value, c.get('actor'), found.isRecorded ? expect : 'none')
  return saved.ok ? c.redirect(`${PATH}/${slug}?done=saved`, 303) : authorResponse(c, { values, message: { kind: 'refused', text: refusalText(saved) } }, 412)
}

/** `typed`: the new name or slug that was refused. */
type Shown = { values?: AuthorValues; flaws?: readonly Flaw[]; message?: MessageText | undefined; typed?: TypedName }

async function authorResponse(c: DeskContext, { values, flaws = [], message, typed }: Shown, status: 200 | 412 | 422 = 200) {
  const slug = c.req.param('author') ?? ''
  const found = isSlug(slug) ? await press(c).readAuthor(slug) : undefined
  if (found && !found.ok && found.reason === 'moved-name' && status === 200) return c.redirect(`${PATH}/${found.current}`)
  if (!found?.ok) return notFoundResponse(c, found ? refusalText(found) : 'There’s no author with this slug.')
  const { author, isRecorded } = found
  const shown = values ?? valuesOfAuthor(author)
  const field = (name: string) => ({ name, value: shown[name], flaw: flaws.find(({ pointer }) => authorFieldOf(pointer) === name)?.message })
  return deskResponse(
    c,
    {
      title: author.name,
      area: PATH,
      message,
      children: (
        <>
          <h1>
            <bdi>{author.name}</bdi>
          </h1>
          <p>
            <a href={`/author/${slug}`}>Author page</a>
          </p>
          {flaws.length > 0 && <FlawSummary flaws={flaws} idOf={authorFieldOf} />}
          <RecordForm slug={slug} tag={tagOf(author)} field={field} />
          <NameForms kind="author" path={PATH} slug={slug} name={author.name} typed={typed} />
          {isRecorded && <RemoveForm slug={slug} tag={tagOf(author)} name={author.name} />}
        </>
      ),
    },
    status,
  )
}

type FieldOf = (name: string) => { name: string; value: string | undefined; flaw: string | undefined }

const RecordForm = ({ slug, tag, field }: { slug: string; tag: string; field: FieldOf }) => (
  <form class="form" method="post" action={`${PATH}/${slug}`}>
    <input type="hidden" name="tag" value={tag} />
    <TextField {...field('name')} label="Name" required dir="auto" />
    <TextField {...field('role')} label="Role" hint="Such as Asia correspondent" dir="auto" />
    <TextArea {...field('bio')} label="Biography" rows={4} dir="auto" />
    <TextField {...field('portrait-src')} label="Address of the portrait" hint="From Pictures, or an https address" />
    <TextField {...field('portrait-alt')} label="Alt text" dir="auto" />
    <div class="field-row">
      <TextField {...field('portrait-width')} label="Width in pixels" inputmode="numeric" />
      <TextField {...field('portrait-height')} label="Height in pixels" inputmode="numeric" />
    </div>
    <TextField {...field('contact-email')} label="Email for readers" type="email" />
    <TextField {...field('contact-url')} label="Website" />
    <div class="buttons">
      <button type="submit" name="order" value="save">
        Save
      </button>
    </div>
  </form>
)

const RemoveForm = ({ slug, tag, name }: { slug: string; tag: string; name: string }) => (
  <details class="danger-zone">
    <summary>Remove the record</summary>
    <form class="form" method="post" action={`${PATH}/${slug}`}>
      <input type="hidden" name="tag" value={tag} />
      <p>
        The role, biography, portrait and contacts above are deleted and can’t be brought back. Stories keep “<span dir="auto">{name}</span>” in their bylines,
        and the author page goes on listing them.
      </p>
      <div class="buttons">
        <button type="submit" name="order" value="remove" class="danger" data-confirm="Remove this record for good? The author’s name stays on their stories.">
          Remove the record
        </button>
      </div>
    </form>
  </details>
)
