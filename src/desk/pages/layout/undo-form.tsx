/** Taking back what was just published: offered while it can be done. */
import type { UndoOffer } from '../../../press/newsroom-calls.ts'

type Props = { action: string; label: string; offers: readonly UndoOffer[]; fields?: Readonly<Record<string, string>> }

/** A script takes it away when the seconds are over. Without one it stays until the page is loaded again, and the press says when it is too late. */
export const UndoForm = ({ action, label, offers, fields = {} }: Props) =>
  offers.length === 0 ? null : (
    <form method="post" action={action} data-for-seconds={String(Math.ceil(Math.min(...offers.map(({ leftMs }) => leftMs)) / 1000))} data-once="">
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {offers.map(({ slug, revision }) => (
        <input type="hidden" name="story" value={`${slug} ${revision}`} />
      ))}
      <button type="submit" class="quiet">
        {label}
      </button>
    </form>
  )
