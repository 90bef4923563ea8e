/** The pictures: found, chosen for a story, and the form that uploads more. */
import type { Flaw } from '../../../copy/parse.ts'
import { instantOf } from '../../../copy/text/instant.ts'
import { PICTURE_FILTERS, type PictureFilter, type PicturePage, picturePressOf } from '../../../press/picture-calls.ts'
import { collectOlderPictures } from '../../older-pictures.ts'
import type { DeskContext } from '../desk-context.ts'
import { DESK_HEADERS, deskResponse } from '../layout/desk-page.tsx'
import { Select, TextField } from '../layout/fields.tsx'
import { doneMessage, FlawSummary, type MessageText } from '../layout/message.tsx'
import { NextPage } from '../layout/moment.tsx'
import { type DetailsValues, detailFieldOf, NO_VALUES } from './details-form.ts'
import { PictureChoices, PictureGrid } from './picture-grid.tsx'
import { UploadForm } from './upload-form.tsx'

const DONE = {
  uploaded: 'Uploaded. Say what each picture shows before it’s used.',
  known: 'We already have that file: it’s among the pictures below.',
  allowed: 'This file may be uploaded again.',
}

const MAX_QUESTION = 200

export async function showPictures(c: DeskContext) {
  return c.req.query('pick') ? pickResponse(c) : picturesResponse(c, { values: NO_VALUES, flaws: [] })
}

type Shown = { values: DetailsValues; flaws: readonly Flaw[]; message?: MessageText | undefined }

export async function picturesResponse(c: DeskContext, { values, flaws, message = doneMessage(c.req.url, DONE) }: Shown, status: 200 | 413 | 422 = 200) {
  const state = c.req.query('state')
  if (state === 'ending') return endingResponse(c)
  const isWithdrawn = state === 'withdrawn'
  const found = await findPictures(c, isWithdrawn)
  const title = isWithdrawn ? 'Withdrawn pictures' : 'Pictures'
  const children = (
    <>
      <h1>{title}</h1>
      {flaws.length > 0 && <FlawSummary flaws={flaws} idOf={(pointer) => (pointer === '/file' ? 'files' : detailFieldOf(pointer))} />}
      {!isWithdrawn && <UploadForm values={values} flaws={flaws} />}
      {!isWithdrawn && <SearchForm question={questionOf(c)} filter={filterOf(c)} />}
      {found.items.length > 0 ? <PictureGrid pictures={found.items} now={instantOf(Date.now())} /> : <Empty c={c} found={found} />}
      <NextPage url={listUrl(c)} cursor={found.nextCursor} />
      {isWithdrawn ? (
        <p>
          <a href="/desk/pictures">All other pictures</a>
        </p>
      ) : (
        <p>
          <a href="/desk/pictures?state=ending">Pictures whose rights end</a> · <a href="/desk/pictures?state=withdrawn">Withdrawn pictures</a>
        </p>
      )}
    </>
  )
  return deskResponse(c, { title, area: '/desk/pictures', message, scripts: ['desk-pictures.js'], children }, status)
}

/** What is used and needs somebody's decision: extend the licence, or take another picture. */
async function endingResponse(c: DeskContext) {
  const { ending, ended } = await picturePressOf(c.env).endingPictures()
  const now = instantOf(Date.now())
  const title = 'Pictures whose rights end'
  const children = (
    <>
      <h1>{title}</h1>
      <p>
        Pictures in stories, campaigns and portraits. At the end of its last day, a picture disappears by itself, and campaigns go on without the creatives that
        show it. With a later last day, it stays or comes back.
      </p>
      <h2>Within a week</h2>
      {ending.length > 0 ? <PictureGrid pictures={ending} now={now} /> : <p class="empty">None.</p>}
      <h2>In the last seven days</h2>
      {ended.length > 0 ? <PictureGrid pictures={ended} now={now} /> : <p class="empty">None.</p>}
      <p>
        <a href="/desk/pictures">All pictures</a>
      </p>
    </>
  )
  return deskResponse(c, { title, area: '/desk/pictures', children })
}

/** A refused upload's page has the list too; its address is that of the form. */
const listUrl = (c: DeskContext) => new URL(c.req.method === 'GET' ? c.req.url : '/desk/pictures', c.req.url).href

/** For a dialog of the story's page: the choices alone where a script asks for them, a page of their own else. */
async function pickResponse(c: DeskContext) {
  const found = await findPictures(c, false)
  const choices = (
    <section class="picture-picker" aria-label="Pictures">
      <SearchForm question={questionOf(c)} isPicker />
      {found.items.length > 0 ? <PictureChoices pictures={found.items} now={instantOf(Date.now())} /> : <Empty c={c} found={found} />}
      <NextPage url={c.req.url} cursor={found.nextCursor} />
    </section>
  )
  if (c.req.header('hx-request') || c.req.query('fragment')) return c.html(String(choices), 200, DESK_HEADERS)
  const intro = <p>Copy a picture’s address into your story’s “Address of the picture”. Its size and words are on the picture’s own page.</p>
  return deskResponse(c, { title: 'Choose a picture', area: '/desk/pictures', children: [<h1>Choose a picture</h1>, intro, choices] })
}

const FILTER_CHOICES: readonly { value: PictureFilter | ''; label: string }[] = [
  { value: '', label: 'All' },
  { value: 'no-alt', label: 'Without alt text' },
  { value: 'no-rights', label: 'Nothing said of rights' },
  { value: 'not-shown', label: 'We may not show' },
  { value: 'ai', label: 'AI or composite' },
  { value: 'unused', label: 'Never used' },
]
const filterOf = (c: DeskContext) => PICTURE_FILTERS.find((filter) => filter === c.req.query('filter'))

const questionOf = (c: DeskContext) => (c.req.query('q') ?? '').slice(0, MAX_QUESTION)

async function findPictures(c: DeskContext, withdrawn: boolean): Promise<PicturePage> {
  const ask = () => picturePressOf(c.env).pictures({ q: questionOf(c), cursor: c.req.query('cursor'), withdrawn, filter: filterOf(c) })
  const found = await ask()
  return found.olderAfter !== undefined && (await collectOlderPictures(c.env, found.olderAfter)) ? ask() : found
}

const SearchForm = ({ question, filter, isPicker }: { question: string; filter?: PictureFilter | undefined; isPicker?: boolean }) => (
  <form
    class="filters"
    method="get"
    action="/desk/pictures"
    role="search"
    {...(isPicker && { 'data-hx-get': '/desk/pictures', 'data-hx-target': 'closest .picture-picker', 'data-hx-swap': 'outerHTML' })}
  >
    {isPicker && <input type="hidden" name="pick" value="1" />}
    <TextField name="q" type="search" label="Search words and credits" value={question} dir="auto" />
    {!isPicker && <Select name="filter" label="Only" value={filter} choices={FILTER_CHOICES} />}
    <button type="submit" class="quiet">
      Search
    </button>
  </form>
)

function Empty({ c, found }: { c: DeskContext; found: PicturePage }) {
  const question = questionOf(c)
  if (found.nextCursor !== undefined) return <p class="empty">None among the newest 2,000. Look among older ones.</p>
  if (filterOf(c)) return <p class="empty">No picture matches.</p>
  return (
    <p class="empty">
      {question ? `No picture has the words “${question}”. Try fewer of them, or only a word’s beginning.` : 'There are no pictures here yet.'}
    </p>
  )
}
