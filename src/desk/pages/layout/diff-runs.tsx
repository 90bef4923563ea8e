/** Texts that changed, word by word: what is new is inserted, what is gone is struck. */
import type { FieldChange, Run } from '../../../copy/diff/word-diff.ts'
import { FIELD_LABELS } from '../../field-labels.ts'

export const Changes = ({ changes, lang }: { changes: readonly FieldChange[]; lang?: string | undefined }) => (
  <div class="changes">
    {changes.map(({ field, runs }) => (
      <div class={field.startsWith('/body/') ? 'change of-body' : 'change'}>
        <h3>{FIELD_LABELS[field] ?? 'Text'}</h3>
        <p lang={lang} dir="auto">
          {runs.map(renderRun)}
        </p>
      </div>
    ))}
  </div>
)

const renderRun = ({ text, op }: Run) => (op === 'added' ? <ins>{text}</ins> : op === 'removed' ? <del>{text}</del> : text)
