/** A reader's own page: choose newsletters, pause them, change the address, see what is held, erase it. Every change is a button of its own. */

import type { NewsletterList, Site } from '../copy/shapes/site.ts'
import type { Child } from '../markup/markup.ts'
import { phrasesFor } from '../page/phrases/phrases.ts'
import { dayText } from '../page/time.ts'
import type { ReaderSettings } from './calls.ts'
import { noticeOf } from './sign-up-form.tsx'
import { type Words, wordsFor } from './words/words.ts'

export const PREFERENCES_PATH = '/newsletters/preferences'

export type PreferenceFlaw = { field: 'until' | 'email'; message: string }

type Props = {
  site: Site
  token: string
  settings: ReaderSettings
  /** Those that can be subscribed to where the reader is. */
  offered: readonly NewsletterList[]
  said?: string | undefined
  flaw?: PreferenceFlaw | undefined
}

export function Preferences({ site, token, settings, offered, said, flaw }: Props) {
  const words = wordsFor(site.lang)
  return (
    <>
      <p>{words.settingsIntro(settings.email)}</p>
      {said && <p role="status">{said}</p>}
      <Lists site={site} words={words} token={token} settings={settings} offered={offered} />
      <Pause site={site} words={words} token={token} settings={settings} flaw={flaw} />
      <NewAddress words={words} token={token} flaw={flaw} />
      <section>
        <h2>{words.exportTitle}</h2>
        <p>{words.exportIntro}</p>
        <form class="sign-up-line" action={`${PREFERENCES_PATH}/export`}>
          <input type="hidden" name="t" value={token} />
          <button>{words.exportButton}</button>
        </form>
      </section>
      <section>
        <h2>{words.eraseTitle}</h2>
        <p>{words.eraseIntro}</p>
        <ChangeForm change="erase" token={token}>
          <p class="sign-up-line">
            <button>{words.eraseButton}</button>
          </p>
        </ChangeForm>
      </section>
    </>
  )
}

const ChangeForm = ({ change, token, children }: { change: string; token: string; children: Child }) => (
  <form action={PREFERENCES_PATH} method="post">
    <input type="hidden" name="t" value={token} />
    <input type="hidden" name="change" value={change} />
    {children}
  </form>
)

type ListsProps = { site: Site; words: Words; token: string; settings: ReaderSettings; offered: readonly NewsletterList[] }

/** Readers can unsubscribe from everything they get, wherever they are and whether or not the site still has it. */
function Lists({ site, words, token, settings, offered }: ListsProps) {
  const { newsletter } = site
  const own = settings.lists.filter(({ state }) => state !== 'unsubscribed')
  const shown = [
    ...offered,
    ...own
      .filter(({ list }) => !offered.some(({ slug }) => slug === list))
      .map(({ list }) => ({ slug: list, name: nameOf(site, list), description: undefined })),
  ]
  return (
    <section>
      <h2>{words.chooseTitle}</h2>
      {offered.length === 0 && <p>{words.withheldHere}</p>}
      <ChangeForm change="lists" token={token}>
        {shown.map(({ slug, name, description }) => {
          const state = own.find(({ list }) => list === slug)?.state
          return (
            <label class="list-choice">
              {/* Nobody confirms by saving the page what somebody else may have asked for. */}
              <input type="checkbox" name="list" value={slug} checked={state === 'confirmed'} />
              <span>
                <b>{name}</b> {description} {state === 'pending' && <em>({words.waiting})</em>}
              </span>
            </label>
          )
        })}
        {/* What the page shows as subscribed: only what its reader changes is changed, however old the page is. */}
        <input type="hidden" name="had" value={own.flatMap(({ list, state }) => (state === 'confirmed' ? [list] : [])).join(' ')} />
        {newsletter && <input type="hidden" name="consent" value={newsletter.consentVersion} />}
        <p class="sign-up-line">
          <button>{words.saveLists}</button>
        </p>
        {newsletter && (
          <p class="consent">
            {newsletter.consent} {noticeOf(newsletter, phrasesFor(site.lang))}
          </p>
        )}
      </ChangeForm>
    </section>
  )
}

const nameOf = (site: Site, slug: string) => site.newsletter?.lists.find((list) => list.slug === slug)?.name ?? slug

type PauseProps = { site: Site; words: Words; token: string; settings: ReaderSettings; flaw: PreferenceFlaw | undefined }

function Pause({ site, words, token, settings: { pausedUntil }, flaw }: PauseProps) {
  const isFlawed = flaw?.field === 'until'
  return (
    <section>
      <h2>{words.pauseTitle}</h2>
      <p>{pausedUntil ? words.pausedUntil(dayText(pausedUntil, site)) : words.pauseIntro}</p>
      <ChangeForm change="pause" token={token}>
        <div class="sign-up-line">
          <label for="pause-until">{words.pauseUntil}</label>
          <input
            id="pause-until"
            type="date"
            name="until"
            required
            {...(isFlawed && { 'aria-invalid': 'true', 'aria-describedby': 'until-flaw', autofocus: true })}
          />
          <button>{words.pauseButton}</button>
        </div>
        {isFlawed && <Flawed id="until-flaw" message={flaw.message} />}
      </ChangeForm>
      {pausedUntil && (
        <ChangeForm change="resume" token={token}>
          <p class="sign-up-line">
            <button>{words.resumeButton}</button>
          </p>
        </ChangeForm>
      )}
    </section>
  )
}

function NewAddress({ words, token, flaw }: { words: Words; token: string; flaw: PreferenceFlaw | undefined }) {
  const isFlawed = flaw?.field === 'email'
  return (
    <section>
      <h2>{words.addressTitle}</h2>
      <p>{words.addressIntro}</p>
      <ChangeForm change="address" token={token}>
        <div class="sign-up-line">
          <label for="new-email">{words.newAddress}</label>
          <input
            id="new-email"
            type="email"
            name="email"
            required
            maxlength={254}
            autocomplete="email"
            {...(isFlawed && { 'aria-invalid': 'true', 'aria-describedby': 'new-email-flaw', autofocus: true })}
          />
          <button>{words.addressButton}</button>
        </div>
        {isFlawed && <Flawed id="new-email-flaw" message={flaw.message} />}
      </ChangeForm>
    </section>
  )
}

const Flawed = ({ id, message }: { id: string; message: string }) => (
  <p class="flaw" id={id} role="alert">
    {message}
  </p>
)
