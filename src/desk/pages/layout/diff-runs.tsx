/** Texts that changed, word by word: what is new is inserted, what is gone is struck. */
import type { FieldChange, Run } from '../../../copy/diff/word-diff.ts'

/** Names of an article's fields, by their pointer; a block of the body has none of its own. */
const FIELD_NAMES: Record<string, string> = {
  '/headline': 'Headline',
  '/kicker': 'Kicker',
  '/standfirst': 'Standfirst',
  '/dateline': 'Dateline',
  '/byline': 'Byline',
  '/source': 'Source',
  '/kind': 'Kind',
  '/slug': 'Slug',
  '/section': 'Section',
  '/lang': 'Language',
  '/publishedAt': 'Date',
  '/updatedAt': 'Updated',
  '/developing': 'Developing',
  '/sensitive': 'Sensitive',
  '/picture': 'Picture',
  '/topics': 'Topics',
  '/related': 'Also worth reading',
  '/corrections': 'Corrections',
  '/updates': 'Updates',
  '/canonical': 'First published at',
  '/seo': 'Search and sharing',
}

export const Changes = ({ changes, lang }: { changes: readonly FieldChange[]; lang?: string | undefined }) => (
  <div class="changes">
    {changes.map(({ field, runs }) => (
      <div class={field.startsWith('/body/') ? 'change of-body' : 'change'}>
        <h3>{FIELD_NAMES[field] ?? 'Text'}</h3>
        <p lang={lang} dir="auto">
          {runs.map(renderRun)}
        </p>
      </div>
    ))}
  </div>
)

const renderRun = ({ text, op }: Run) => (op === 'added' ? <ins>{text}</ins> : op === 'removed' ? <del>{text}</del> : text)
