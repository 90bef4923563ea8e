/** What is scheduled, a month of the newsroom's zone at a time. */
import { Hono } from 'hono'
import { addDays, dayAt, daysOfMonth, isDay, monthAt, rangeOfMonth } from '../../../copy/calendar.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import { dayText, zonedClockText } from '../../../page/time.ts'
import { type CalendarItem, newsroomPressOf } from '../../../press/newsroom-calls.ts'
import type { DeskContext, DeskEnv } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'

export const calendar = new Hono<DeskEnv>().get('/desk/calendar', showCalendar)

async function showCalendar(c: DeskContext) {
  const site = c.get('site')
  const today = monthAt(Date.now(), site.timeZone) ?? ''
  const asked = c.req.query('month') ?? ''
  const month = isDay(`${asked}-01`) ? asked : today
  const { items, more } = await newsroomPressOf(c.env).scheduledBetween(...rangeOfMonth(month, site.timeZone))
  return deskResponse(c, { title: 'Calendar', area: '/desk/calendar', children: <Calendar month={month} items={items} more={more} site={site} /> })
}

type Props = { month: string; items: readonly CalendarItem[]; more: boolean; site: Site }

function Calendar({ month, items, more, site }: Props) {
  const days = daysOfMonth(month)
  const byDay = Map.groupBy(items, ({ at }) => dayAt(Date.parse(at), site.timeZone) ?? '')
  return (
    <>
      <div class="head-line">
        <h1>{monthName(month)}</h1>
        <p class="pages">
          <a href={`/desk/calendar?month=${addDays(`${month}-01`, -1).slice(0, 7)}`}>Previous month</a>
          <a href="/desk/calendar">This month</a>
          <a href={`/desk/calendar?month=${addDays(days.at(-1) ?? '', 1).slice(0, 7)}`}>Next month</a>
        </p>
      </div>
      <p class="quiet-text">Times are in the newsroom’s time zone, {site.timeZoneLabel ?? site.timeZone}.</p>
      {items.length === 0 && <p class="empty">Nothing is scheduled this month.</p>}
      <div class="weekdays" aria-hidden="true">
        {WEEKDAYS.map((name) => (
          <span>{name}</span>
        ))}
      </div>
      <div class="calendar">
        {days.map((day) => (
          <Day day={day} items={byDay.get(day) ?? []} site={site} />
        ))}
      </div>
      {more && <p>This month has more than can be shown here. The list of stories has them all, under “Scheduled”.</p>}
    </>
  )
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Where its column is in a week of the calendar's grid, from Monday on. */
const weekdayOf = (day: string) => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1

type DayProps = { day: string; items: readonly CalendarItem[]; site: Site }

/** A day on which nothing comes out has its place in the grid, and nothing for whoever listens. */
const Day = ({ day, items, site }: DayProps) =>
  items.length === 0 ? (
    <div class={`day on-${weekdayOf(day)}`} aria-hidden="true">
      <span class="day-number">{dateOf(day)}</span>
    </div>
  ) : (
    <section class={`day busy on-${weekdayOf(day)}`}>
      <h2>
        <time datetime={day}>
          <span class="day-name">{dayText(`${day}T12:00:00Z`, { ...site, lang: 'en', timeZone: 'UTC' })}</span>
          <span class="day-number" aria-hidden="true">
            {dateOf(day)}
          </span>
        </time>
      </h2>
      <ul class="plain-list">
        {items.map((item) => (
          <li>
            <span class="quiet-text">{zonedClockText(item.at, { ...site, lang: 'en' })}</span> {WHAT[item.what]}
            <a href={`/desk/stories/${item.slug}`}>{item.headline}</a>
            {item.embargoed && ' (held back by an embargo)'}
          </li>
        ))}
      </ul>
    </section>
  )

const dateOf = (day: string) => Number(day.slice(8))

const WHAT = { publication: '', embargo: 'Embargo ends: ', withdrawal: 'Withdrawn: ' } as const

const monthName = (month: string) =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-15T12:00:00Z`))
