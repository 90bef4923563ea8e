/** House style: rules by which every text is checked. One at a time, or all of them as CSV. */
import { Hono } from 'hono'
import { houseStyleFromCsv, houseStyleToCsv } from '../../../copy/checks/house-style/csv.ts'
import { parseHouseStyle } from '../../../copy/checks/house-style/parse-rules.ts'
import type { StyleRule } from '../../../copy/checks/house-style/rule.ts'
import type { Flaw } from '../../../copy/parse.ts'
import { tagOf } from '../../../edition/fingerprint.ts'
import { hasRole } from '../../access.ts'
import { type DeskContext, type DeskEnv, press } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { Checkbox, TextArea, TextField } from '../layout/fields.tsx'
import { type Form, readForm } from '../layout/form.ts'
import { doneMessage, type MessageText } from '../layout/message.tsx'
import { needing } from '../layout/refusal-pages.tsx'
import { refusalText } from '../layout/refusal-text.ts'
import { UnseenHead } from '../layout/unseen-head.tsx'

const PATH = '/desk/style'
const DONE = { added: 'The rule is saved.', removed: 'The rule is removed.', replaced: 'All rules are replaced.' }
/** A page of thousands is no use to anybody; the rest is found by searching, and all of it in the CSV. */
const SHOWN = 200

export const style = new Hono<DeskEnv>()
  .get(PATH, (c) => styleResponse(c, { message: doneMessage(c.req.url, DONE) }))
  .post(PATH, needing('editor', changeStyle))

const FIELDS = ['wrong', 'right', 'why', 'lang'] as const

async function changeStyle(c: DeskContext) {
  const form = await readForm(c)
  if (!form.ok) return styleResponse(c, { message: { kind: 'refused', text: form.problem.detail } }, 422)
  switch (form.value.text('order')) {
    case 'remove':
      return replaceRules(c, form.value, (rules) => rules.filter((rule) => keyOf(rule) !== form.value.text('rule')), 'removed')
    case 'import':
      return importRules(c, form.value)
    default:
      return addRule(c, form.value)
  }
}

/** What tells one rule from another. */
const keyOf = ({ wrong, lang = '' }: StyleRule) => JSON.stringify([wrong, lang])

async function addRule(c: DeskContext, form: Form) {
  const typed = Object.fromEntries(FIELDS.map((name) => [name, form.text(name)]).filter(([, value]) => value))
  const parsed = parseHouseStyle([{ wrong: '', right: '', ...typed, ...(form.has('pattern') && { pattern: true }) }])
  if (!parsed.ok) return styleResponse(c, { form, flaws: parsed.flaws }, 422)
  for (const rule of parsed.value) await press(c).addStyleRule(rule, c.get('actor'))
  return c.redirect(`${PATH}?done=added`, 303)
}

async function importRules(c: DeskContext, form: Form) {
  const parsed = houseStyleFromCsv(form.text('csv'))
  if (parsed.ok) return replaceRules(c, form, () => parsed.value, 'replaced')
  return styleResponse(c, { form, message: { kind: 'refused', text: parsed.flaws.map(({ message }) => message).join(' ') } }, 422)
}

/** Of the rules that whoever orders has seen. */
async function replaceRules(c: DeskContext, form: Form, change: (rules: StyleRule[]) => StyleRule[], done: keyof typeof DONE) {
  const set = await press(c).setHouseStyle(change(await press(c).houseStyle()), c.get('actor'), [form.text('tag')])
  return set.ok ? c.redirect(`${PATH}?done=${done}`, 303) : styleResponse(c, { form, message: { kind: 'refused', text: refusalText(set) } }, 412)
}

type Shown = { form?: Form; flaws?: readonly Flaw[]; message?: MessageText | undefined }

async function styleResponse(c: DeskContext, { form, flaws = [], message }: Shown, status: 200 | 412 | 422 = 200) {
  const rules = await press(c).houseStyle()
  const q = (c.req.query('q') ?? '').trim().toLowerCase()
  const found = q ? rules.filter(({ wrong, right }) => wrong.toLowerCase().includes(q) || right.toLowerCase().includes(q)) : rules
  const canChange = hasRole(c.get('actor'), 'editor')
  const tag = tagOf(rules)
  const field = (name: string) => ({
    name,
    value: form ? form.text(name) : c.req.query(name),
    flaw: flaws.find(({ pointer }) => pointer.endsWith(`/${name}`))?.message,
  })
  return deskResponse(
    c,
    {
      title: 'House style',
      area: PATH,
      message,
      children: (
        <>
          <h1>House style</h1>
          {canChange && <RuleForm field={field} isPattern={form?.has('pattern') ?? false} />}
          <Rules rules={found} tag={tag} q={c.req.query('q') ?? ''} canChange={canChange} />
          {canChange && <AllRules rules={rules} tag={tag} typed={form?.text('csv')} />}
        </>
      ),
    },
    status,
  )
}

type FieldOf = (name: string) => { name: string; value: string | undefined; flaw: string | undefined }

const RuleForm = ({ field, isPattern }: { field: FieldOf; isPattern: boolean }) => (
  <form class="form" method="post" action={PATH}>
    <h2>Add a rule</h2>
    <div class="field-row">
      <TextField {...field('wrong')} label="Instead of" required dir="auto" />
      <TextField {...field('right')} label="Write" dir="auto" />
    </div>
    <div class="field-row">
      <TextField {...field('why')} label="Why" dir="auto" />
      <TextField {...field('lang')} label="Language" hint="If empty: all languages" />
    </div>
    <Checkbox name="pattern" label="This is a pattern (regular expression)" checked={isPattern} />
    <div class="buttons">
      <button type="submit" name="order" value="add">
        Save rule
      </button>
    </div>
  </form>
)

const Rules = ({ rules, tag, q, canChange }: { rules: readonly StyleRule[]; tag: string; q: string; canChange: boolean }) => (
  <section aria-labelledby="rules">
    <h2 id="rules">Rules</h2>
    <form class="filters" method="get" action={PATH} role="search">
      <TextField name="q" label="Find a rule" type="search" value={q} dir="auto" />
      <button type="submit" class="quiet">
        Show
      </button>
    </form>
    {rules.length === 0 && <p class="empty">{q ? 'No rules found. Try other words.' : 'No rules yet.'}</p>}
    <table class="rows stacking">
      <thead>
        <tr>
          <th scope="col">Instead of</th>
          <th scope="col">Write</th>
          <th scope="col">Why</th>
          <th scope="col">Language</th>
          <UnseenHead name="Orders" />
        </tr>
      </thead>
      <tbody>
        {rules.slice(0, SHOWN).map((rule) => (
          <RuleRow rule={rule} tag={tag} canChange={canChange} />
        ))}
      </tbody>
    </table>
    {rules.length > SHOWN && (
      <p>
        {SHOWN} of {rules.length.toLocaleString('en')} rules. Search for the others.
      </p>
    )}
  </section>
)

const RuleRow = ({ rule, tag, canChange }: { rule: StyleRule; tag: string; canChange: boolean }) => (
  <tr>
    <th scope="row" dir="auto">
      {rule.wrong}
      {rule.pattern && <span class="hint mark">pattern</span>}
    </th>
    <td data-label="Write" dir="auto">
      {rule.right}
    </td>
    <td {...(rule.why && { 'data-label': 'Why' })} dir="auto">
      {rule.why}
    </td>
    <td {...(rule.lang && { 'data-label': 'Language' })}>{rule.lang}</td>
    <td>
      {canChange && (
        <form method="post" action={PATH}>
          <input type="hidden" name="tag" value={tag} />
          <input type="hidden" name="rule" value={keyOf(rule)} />
          <button type="submit" name="order" value="remove" class="quiet small">
            Remove<span class="unseen"> the rule for “{rule.wrong}”</span>
          </button>
        </form>
      )}
    </td>
  </tr>
)

const AllRules = ({ rules, tag, typed }: { rules: readonly StyleRule[]; tag: string; typed: string | undefined }) => (
  <details>
    <summary>All rules as CSV</summary>
    <p>
      <a href="/api/house-style.csv" download="house-style.csv">
        Download
      </a>
    </p>
    <form class="form" method="post" action={PATH}>
      <input type="hidden" name="tag" value={tag} />
      <TextArea
        name="csv"
        label="Replace all rules with these"
        hint="Columns: wrong, right, why, lang, pattern. If one line has a mistake, no rule is replaced."
        value={typed || (rules.length <= SHOWN ? houseStyleToCsv(rules) : '')}
        rows={10}
      />
      <div class="buttons">
        <button type="submit" name="order" value="import" class="quiet" data-confirm="Replace all rules with these?">
          Replace all rules
        </button>
      </div>
    </form>
  </details>
)
