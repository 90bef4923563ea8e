/** Texts that changed, word by word: what is new is inserted, what is gone is struck. */
import { learnRule } from '../../../copy/checks/house-style/learn-rule.ts'
import type { FieldChange, Run } from '../../../copy/diff/word-diff.ts'
import { FIELD_LABELS } from '../../field-labels.ts'

type Props = {
  changes: readonly FieldChange[]
  lang?: string | undefined
  /** Offers to make a rule of house style of a correction. */
  teaches?: boolean
}

export const Changes = ({ changes, lang, teaches }: Props) => (
  <div class="changes">
    {changes.map(({ field, runs }) => (
      <div class={field.startsWith('/body/') ? 'change of-body' : 'change'}>
        <h3>{FIELD_LABELS[field] ?? 'Text'}</h3>
        <p lang={lang} dir="auto">
          {runs.map(renderRun)}
        </p>
        {teaches && <RuleOffer runs={runs} lang={lang} />}
      </div>
    ))}
  </div>
)

const renderRun = ({ text, op }: Run) => (op === 'added' ? <ins>{text}</ins> : op === 'removed' ? <del>{text}</del> : text)

/** Leads to the rule, filled in; one more press saves it. */
function RuleOffer({ runs, lang }: { runs: readonly Run[]; lang: string | undefined }) {
  const textWithout = (op: Run['op']) =>
    runs
      .filter((run) => run.op !== op)
      .map(({ text }) => text)
      .join('')
  const rule = learnRule(textWithout('added'), textWithout('removed'))
  if (!rule) return null
  const query = new URLSearchParams({ wrong: rule.wrong, right: rule.right, ...(lang && { lang }) })
  return (
    <p class="hint">
      <a href={`/desk/style?${query}`}>
        Make it house style: “{rule.right}” instead of “{rule.wrong}”
      </a>
    </p>
  )
}
