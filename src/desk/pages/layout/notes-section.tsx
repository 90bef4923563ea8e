/** The newsroom's notes on a story, with a form for each. The story's own script shows them beside the text instead. */
import type { BlockInput } from '../../../copy/shapes/block.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import type { BlockNote } from '../../../press/writing-calls.ts'
import { excerptOf } from '../../block-words.ts'
import { Select, TextArea } from './fields.tsx'
import { Moment } from './moment.tsx'
import { RequestKey } from './request-key.tsx'

export const DONE_WITH_NOTE = {
  'add-note': 'The note is saved.',
  'resolve-note': 'The note is resolved.',
  'reopen-note': 'The note is open again.',
  'delete-note': 'The note is deleted.',
}

/** `blocks`: those that a note can be about. `from`: the page that comes back, the review's unless it says so. */
type Props = { slug: string; notes: readonly BlockNote[]; blocks: readonly BlockInput[]; site: Site; from?: 'story' | undefined }

export const NotesSection = ({ slug, notes, blocks, site, from }: Props) => (
  <section id="notes" class="notes" aria-labelledby="notes-title">
    <h2 id="notes-title">Notes</h2>
    <p>For the newsroom only. Notes are never published.</p>
    <ul class="review-list">
      {notes.map((note) => (
        <Item slug={slug} note={note} site={site} from={from} />
      ))}
    </ul>
    <form class="form" method="post" action={`/desk/stories/${slug}/review`}>
      <RequestKey />
      <From from={from} />
      <Select name="block" label="About" choices={[{ value: '', label: 'The whole story' }, ...blocks.map(choiceOf)]} />
      <TextArea name="text" label="Note" rows={2} dir="auto" />
      <div class="buttons">
        <button type="submit" name="order" value="add-note" class="quiet">
          Add note
        </button>
      </div>
    </form>
  </section>
)

const From = ({ from }: { from: Props['from'] }) => (from ? <input type="hidden" name="from" value={from} /> : null)

/** Its number, and how it begins: in text that isn't filed it may stand elsewhere. */
const choiceOf = (block: BlockInput, at: number) => {
  const excerpt = excerptOf(block)
  return { value: `${at + 1} ${excerpt}`, label: `${at + 1}: ${excerpt.slice(0, 60) || block.type}` }
}

const Item = ({ slug, note, site, from }: Omit<Props, 'notes' | 'blocks'> & { note: BlockNote }) => (
  <li>
    <div>
      <span class="mark" dir="auto">
        {note.text}
      </span>
      <span class="hint mark">
        {note.by}, <Moment at={note.at} site={site} />
        {note.excerpt && ` · on “${note.excerpt}”${note.block === undefined ? ' (not in the filed text)' : ''}`}
        {note.resolved && ` · resolved by ${note.resolved.by}`}
      </span>
    </div>
    <form class="buttons" method="post" action={`/desk/stories/${slug}/review`}>
      <From from={from} />
      <input type="hidden" name="id" value={String(note.id)} />
      {note.proposal && !note.resolved && (
        <a class="button quiet small" href={`/desk/stories/${slug}/publish?note=${note.id}`}>
          Decide on this correction
        </a>
      )}
      <Order order={note.resolved ? 'reopen-note' : 'resolve-note'} label={note.resolved ? 'Reopen' : 'Resolve'} note={note} />
      <Order order="delete-note" label="Delete" note={note} />
    </form>
  </li>
)

const Order = ({ order, label, note }: { order: string; label: string; note: BlockNote }) => (
  <button type="submit" name="order" value={order} class="quiet small">
    {label}
    <span class="unseen"> the note “{note.text.slice(0, 40)}”</span>
  </button>
)
