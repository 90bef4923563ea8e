/** Fields for what is said of a picture. */
import type { Flaw } from '../../../copy/parse.ts'
import { Checkbox, TextArea, TextField } from '../layout/fields.tsx'
import { type DetailsValues, detailFieldOf } from './details-form.ts'

/** Examples. Any words of the newsroom's own will do. */
const LICENCES = ['Our own', 'Agency contract', 'Bought for one use', 'Handout', 'By permission', 'Public domain', 'CC BY 4.0', 'CC BY-SA 4.0']

type Props = { values: DetailsValues; flaws: readonly Flaw[] }

const fieldIn =
  ({ values, flaws }: Props) =>
  (name: string) => ({ name, value: values[name], flaw: flaws.find(({ pointer }) => detailFieldOf(pointer) === name)?.message })

export const WordsFields = (props: Props) => {
  const field = fieldIn(props)
  return (
    <>
      <TextArea {...field('alt')} label="Alt text" hint="What the picture shows, for people who can’t see it" rows={2} dir="auto" />
      <TextArea {...field('caption')} label="Caption" rows={2} dir="auto" />
      <TextField {...field('credit')} label="Credit" hint="As it’s printed, such as Ann Lee / Reuters" dir="auto" />
    </>
  )
}

export const RightsFields = (props: Props) => {
  const field = fieldIn(props)
  return (
    <fieldset class="field">
      <legend>Rights</legend>
      <div class="field-row">
        <TextField {...field('licence')} label="Licence or permission" list={LICENCES} dir="auto" />
        <TextField {...field('holder')} label="Rights holder" dir="auto" />
        <TextField {...field('until')} label="Last day we can show it" type="date" />
      </div>
      <Checkbox name="no-licence" label="We have no right to show this picture" checked={props.values['no-licence'] === 'on'} />
    </fieldset>
  )
}

export const FocusFields = (props: Props) => {
  const field = fieldIn(props)
  return (
    <div class="field-row focus-fields">
      <PercentField {...field('focus-x')} label="Focus from the left, in %" />
      <PercentField {...field('focus-y')} label="Focus from the top, in %" />
    </div>
  )
}

const PercentField = (field: { name: string; value: string | undefined; flaw: string | undefined; label: string }) => (
  <TextField {...field} type="number" inputmode="numeric" />
)
