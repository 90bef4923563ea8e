/** Fields of the desk's forms: label, hint and flaw belong to each, and are read with it. */
import type { Child } from '../../../markup/markup.ts'

type Labelled = {
  /** Also the field's id. */
  name: string
  label: string
  hint?: string | undefined
  /** What is wrong with what was typed. */
  flaw?: string | undefined
}

type TextProps = Labelled & {
  value?: string | undefined
  type?: 'text' | 'email' | 'url' | 'search' | 'number' | 'datetime-local' | 'date' | 'time' | 'password'
  required?: boolean
  maxlength?: number
  /** Known values to choose from. */
  list?: readonly string[]
  autocomplete?: string
  inputmode?: 'text' | 'numeric' | 'email' | 'url'
  dir?: 'auto' | 'ltr' | 'rtl'
  lang?: string | undefined
}

export const TextField = ({ name, label, hint, flaw, list, type = 'text', ...input }: TextProps) => (
  <Field name={name} label={label} hint={hint} flaw={flaw}>
    <input id={name} name={name} type={type} {...described({ name, hint, flaw })} {...(list && { list: `${name}-known` })} {...input} />
    {list && (
      <datalist id={`${name}-known`}>
        {list.map((value) => (
          <option value={value} />
        ))}
      </datalist>
    )}
  </Field>
)

type AreaProps = Labelled & {
  value?: string | undefined
  rows?: number
  maxlength?: number
  dir?: 'auto'
  lang?: string | undefined
}

export const TextArea = ({ name, label, hint, flaw, value, rows = 3, ...area }: AreaProps) => (
  <Field name={name} label={label} hint={hint} flaw={flaw}>
    <textarea id={name} name={name} rows={rows} {...described({ name, hint, flaw })} {...area}>
      {value}
    </textarea>
  </Field>
)

type Choice = { value: string; label: string }

export const Select = ({ name, label, hint, flaw, value, choices }: Labelled & { value?: string | undefined; choices: readonly Choice[] }) => (
  <Field name={name} label={label} hint={hint} flaw={flaw}>
    <select id={name} name={name} {...described({ name, hint, flaw })}>
      {choices.map((choice) => (
        <option value={choice.value} selected={choice.value === value}>
          {choice.label}
        </option>
      ))}
    </select>
  </Field>
)

/** Its id is its name and value, `topics-storms`, since several may share a name. */
export const Checkbox = ({ name, label, hint, flaw, checked, value = 'on' }: Labelled & { checked?: boolean | undefined; value?: string }) => {
  const id = `${name}-${value}`
  return (
    <div class={flaw ? 'field check flawed' : 'field check'}>
      <input id={id} name={name} type="checkbox" value={value} checked={checked} {...described({ name: id, hint, flaw })} />
      <label for={id}>{label}</label>
      <Remarks name={id} hint={hint} flaw={flaw} />
    </div>
  )
}

const Remarks = ({ name, hint, flaw }: Pick<Labelled, 'name' | 'hint' | 'flaw'>) => (
  <>
    {hint && (
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
    )}
    {flaw && (
      <p class="flaw" id={`${name}-flaw`}>
        {flaw}
      </p>
    )}
  </>
)

const Field = ({ name, label, hint, flaw, children }: Labelled & { children: Child }) => (
  <div class={flaw ? 'field flawed' : 'field'}>
    <label for={name}>{label}</label>
    <Remarks name={name} hint={hint} flaw={flaw} />
    {children}
  </div>
)

function described({ name, hint, flaw }: Pick<Labelled, 'name' | 'hint' | 'flaw'>) {
  const ids = [hint && `${name}-hint`, flaw && `${name}-flaw`].filter(Boolean).join(' ')
  return { ...(ids && { 'aria-describedby': ids }), ...(flaw && { 'aria-invalid': 'true' as const }) }
}
