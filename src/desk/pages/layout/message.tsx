/** What the desk says after an order: that it was done, or why it was not. */

import type { Flaw } from '../../../copy/parse.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import type { Child } from '../../../markup/markup.ts'
import { momentText } from '../../../page/time.ts'

/** `undo` and other ways on are `children` of the message. */
export type MessageText = { kind: 'done' | 'refused'; text: string; children?: Child }

export const Message = ({ kind, text, children }: MessageText) => (
  <div class={`message ${kind}`} role={kind === 'done' ? 'status' : 'alert'} tabindex={-1} data-autofocus={kind === 'refused' ? '' : undefined}>
    <p>{text}</p>
    {children}
  </div>
)

/** A moment as the press tells it, `2026-11-26T12:05:00Z`. */
const INSTANT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d+)?Z/g

/** What the press says, with its moments in the newsroom's zone. */
export const inOurZone = (text: string, site: Site) => text.replace(INSTANT, (at) => momentText(at, { ...site, lang: 'en' }))

/** A refused form's flaws, each leading to its field. `idOf` finds the field of a flaw's pointer. */
export const FlawSummary = ({ flaws, idOf }: { flaws: readonly Flaw[]; idOf: (pointer: string) => string | undefined }) => (
  <div class="message refused" role="alert" tabindex={-1} data-autofocus="">
    <p>{flaws.length === 1 ? '1 problem to fix' : `${flaws.length} problems to fix`}</p>
    <ul>
      {flaws.map(({ pointer, message }) => {
        const id = idOf(pointer)
        return <li>{id ? <a href={`#${id}`}>{message}</a> : message}</li>
      })}
    </ul>
  </div>
)

/**
 * The text for `?done=CODE`, by which an order's page leads to the next one. Codes that `texts` has not are made up, and say nothing.
 */
export function doneMessage(url: string, texts: Readonly<Record<string, string>>): MessageText | undefined {
  const code = new URL(url).searchParams.get('done')
  const text = code !== null && Object.hasOwn(texts, code) ? texts[code] : undefined
  return text === undefined ? undefined : { kind: 'done', text }
}
