/** Fields for what is said of a picture. */
import type { Flaw } from '../../../copy/parse.ts'
import { DIGITAL_SOURCES, type DigitalSource } from '../../../copy/shapes/digital-source.ts'
import { Checkbox, Select, TextArea, TextField } from '../layout/fields.tsx'
import { type DetailsValues, detailFieldOf } from './details-form.ts'

/** Examples. Any words of the newsroom's own will do. */
const LICENCES = ['Our own', 'Agency contract', 'Bought for one use', 'Handout', 'By permission', 'Public domain', 'CC BY 4.0', 'CC BY-SA 4.0']

const OWNERS_WORDS = ['terms', 'notice', 'licenceUrl', 'acquireUrl']

/** IPTC's terms, in the words of a picture desk. */
const HOW_MADE: Record<DigitalSource, string> = {
  digitalCapture: 'Photograph, taken digitally',
  computationalCapture: 'Photograph, computed from what a camera saw',
  multiFrameComputationalCapture: 'Photograph, computed from several exposures',
  negativeFilm: 'Photograph, from a negative',
  positiveFilm: 'Photograph, from a slide',
  print: 'Photograph, from a print',
  humanEdits: 'Photograph, edited by a person',
  screenCapture: 'Screenshot',
  virtualRecording: 'Recording of a virtual event',
  digitalCreation: 'Drawn by a person',
  dataDrivenMedia: 'Drawn from data, such as a chart',
  algorithmicallyEnhanced: 'Enhanced by a program',
  compositeCapture: 'Put together from photographs',
  composite: 'Put together from several pictures',
  compositeSynthetic: 'Put together, partly made with AI',
  compositeWithTrainedAlgorithmicMedia: 'Edited with generative AI',
  algorithmicMedia: 'Made by a program, without AI',
  trainedAlgorithmicMedia: 'Made with generative AI',
}
const MADE = [{ value: '', label: 'Not said' }, ...DIGITAL_SOURCES.map((value) => ({ value, label: HOW_MADE[value] }))]

type Props = { values: DetailsValues; flaws: readonly Flaw[] }

const fieldIn =
  ({ values, flaws }: Props) =>
  (name: string) => ({ name, value: values[name], flaw: flaws.find(({ pointer }) => detailFieldOf(pointer) === name)?.message })

/** What somebody should see: terms of use that nobody unfolds are not kept to. */
const isTold = ({ values, flaws }: Props, names: readonly string[]) =>
  names.some((name) => values[name] || flaws.some(({ pointer }) => detailFieldOf(pointer) === name))

export const WordsFields = (props: Props) => {
  const field = fieldIn(props)
  return (
    <>
      <TextArea {...field('alt')} label="Alt text" hint="What the picture shows, for people who can’t see it" rows={2} dir="auto" />
      <TextArea {...field('caption')} label="Caption" rows={2} dir="auto" />
      <TextField {...field('credit')} label="Credit" hint="As it’s printed, such as Ann Lee / Reuters" dir="auto" />
      <Select
        {...field('digitalSource')}
        label="How it was made"
        hint="Readers are told with the caption if a machine made it, or if it’s put together"
        choices={MADE}
      />
      <details class="more-fields" open={isTold(props, ['source', 'people', 'place'])}>
        <summary>Source, people and place</summary>
        <div class="form">
          <TextField {...field('source')} label="Source" hint="Where we have it from. Readers don’t see it" dir="auto" />
          <TextArea {...field('people')} label="People in it" hint="One name on each line" rows={3} dir="auto" />
          <TextField {...field('place')} label="Place" hint="What it shows, such as Zürich, Switzerland" dir="auto" />
        </div>
      </details>
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
      <p class="hint">The day after its last day, the picture disappears from its stories by itself. We tell you a week before.</p>
      <details class="more-fields" open={isTold(props, OWNERS_WORDS)}>
        <summary>In the owner’s words</summary>
        <div class="form">
          <TextArea {...field('terms')} label="Usage terms" rows={2} dir="auto" />
          <TextField {...field('notice')} label="Copyright notice" hint="Search engines show it with the picture" dir="auto" />
          <TextField {...field('licenceUrl')} label="Page about the licence" type="url" />
          <TextField {...field('acquireUrl')} label="Page where a licence can be had" type="url" />
        </div>
      </details>
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
