/** A scoreboard as HTML that stands alone. `scoreboardOf` reads back what this writes. */
import { type Scoreboard, sideOf } from '../shapes/scoreboard.ts'
import { escapeText } from '../text/escape.ts'

export function htmlFromScoreboard(board: Scoreboard): string {
  const { title, sides, clock, startsAt, events } = board
  return [
    '<aside class="scoreboard"><table>',
    ...(title ? [`<caption>${escapeText(title)}</caption>`] : []),
    `<tbody>${sides.map(({ name, score }) => `<tr><th>${escapeText(name)}</th><td>${escapeText(score ?? '')}</td></tr>`).join('')}</tbody></table>`,
    ...(clock ? [`<p>${escapeText(clock)}</p>`] : []),
    ...(startsAt ? [`<p><time datetime="${startsAt}">${startsAt}</time></p>`] : []),
    ...(events ? [`<ol>${events.map((event) => `<li>${eventHtml(event, sideOf(board, event))}</li>`).join('')}</ol>`] : []),
    '</aside>',
  ].join('')
}

type ScoreEvent = NonNullable<Scoreboard['events']>[number]

/** The side is said by its name and read by the element: `em` is the first, `strong` the second. */
function eventHtml({ clock, side, text }: ScoreEvent, name: string | undefined) {
  const tag = side === 1 ? 'em' : 'strong'
  return [...(clock ? [`<b>${escapeText(clock)}</b>`] : []), ...(name ? [`<${tag}>${escapeText(name)}</${tag}>`] : []), escapeText(text)].join(' ')
}
