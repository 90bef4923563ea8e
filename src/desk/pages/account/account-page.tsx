/** The account page's parts: who one is, passkeys, sessions. */
import type { Site } from '../../../copy/shapes/site.ts'
import type { Passkey, SessionInfo } from '../../../press/access-calls.ts'
import type { Actor } from '../../../press/calls.ts'
import { withArticle } from '../../role-words.ts'
import { Moment } from '../layout/moment.tsx'
import { UnseenHead } from '../layout/unseen-head.tsx'

/** `current` is the session that asks; none where Cloudflare Access lets them in. */
type Props = { actor: Actor; current: string | undefined; passkeys: readonly Passkey[]; sessions: readonly SessionInfo[]; site: Site }

export const AccountPage = ({ actor, current, passkeys, sessions, site }: Props) => (
  <>
    <div class="head-line">
      <h1>Your account</h1>
      {current !== undefined && (
        <form method="post" action="/desk/sign-out">
          <button type="submit" class="quiet">
            Sign out
          </button>
        </form>
      )}
    </div>
    <p>
      You’re signed in as <strong>{actor.name}</strong>, {withArticle(actor.role)}. Everything you do is recorded under this name.
    </p>
    {current === undefined ? (
      <p>You’re signed in through Cloudflare Access or a token, so you have no passkeys or sessions here.</p>
    ) : (
      <>
        <Passkeys passkeys={passkeys} site={site} />
        <Sessions sessions={sessions} current={current} site={site} />
      </>
    )}
  </>
)

const Passkeys = ({ passkeys, site }: Pick<Props, 'passkeys' | 'site'>) => (
  <section class="form-section" aria-labelledby="passkeys">
    <h2 id="passkeys">Passkeys</h2>
    {passkeys.length > 0 && (
      <table class="rows stacking orders">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Added</th>
            <th scope="col">Last used</th>
            <UnseenHead name="Remove" />
          </tr>
        </thead>
        <tbody>
          {passkeys.map((passkey) => (
            <PasskeyRow passkey={passkey} site={site} />
          ))}
        </tbody>
      </table>
    )}
    {passkeys.length === 0 && <p class="quiet-text">You have no passkeys yet.</p>}
    <form data-passkey-add="" class="field-row" hidden>
      <div class="field">
        <label for="new-passkey">Name of the new passkey</label>
        <p class="hint" id="new-passkey-hint">
          To recognise it later, such as “Work laptop”
        </p>
        <input id="new-passkey" name="name" maxlength={60} aria-describedby="new-passkey-hint" autocomplete="off" />
      </div>
      <div class="field">
        <button type="submit">Add a passkey</button>
      </div>
      <p data-passkey-status role="status" />
    </form>
    <p data-no-passkey>To add a passkey you need JavaScript, and a browser that supports passkeys. The address must be https or localhost.</p>
  </section>
)

const PasskeyRow = ({ passkey: { id, name, createdAt, lastUsedAt }, site }: { passkey: Passkey; site: Site }) => (
  <tr>
    <td data-label="Name">
      <form method="post" action="/desk/account/passkeys" class="buttons">
        <input type="hidden" name="passkey" value={id} />
        <input class="row-field" name="name" value={name} maxlength={60} required aria-label={`Name of the passkey “${name}”`} autocomplete="off" />
        <button type="submit" class="quiet small">
          Rename
        </button>
      </form>
    </td>
    <td data-label="Added">
      <Moment at={createdAt} site={site} />
    </td>
    <td data-label="Last used">{lastUsedAt ? <Moment at={lastUsedAt} site={site} /> : 'Not yet'}</td>
    <td>
      <form method="post" action="/desk/account/passkeys">
        <input type="hidden" name="passkey" value={id} />
        <button type="submit" name="order" value="remove" class="danger small" data-confirm={`Remove the passkey “${name}”?`} aria-label={`Remove ${name}`}>
          Remove
        </button>
      </form>
    </td>
  </tr>
)

const Sessions = ({ sessions, current, site }: { sessions: readonly SessionInfo[]; current: string; site: Site }) => (
  <section class="form-section" aria-labelledby="sessions">
    <h2 id="sessions">Where you’re signed in</h2>
    <table class="rows stacking orders">
      <thead>
        <tr>
          <th scope="col">Browser</th>
          <th scope="col">Signed in</th>
          <th scope="col">Last seen</th>
          <UnseenHead name="End" />
        </tr>
      </thead>
      <tbody>
        {sessions.map(({ id, agent, createdAt, lastSeenAt, via }) => (
          <tr>
            <td data-label="Browser">
              {agent}
              {id === current && ' (this one)'}
            </td>
            <td data-label="Signed in">
              <Moment at={createdAt} site={site} /> {via === 'passkey' ? 'with a passkey' : 'with a link'}
            </td>
            <td data-label="Last seen">
              <Moment at={lastSeenAt} site={site} />
            </td>
            <td>
              {id !== current && (
                <form method="post" action="/desk/account/sessions">
                  <button type="submit" name="session" value={id} class="quiet small" aria-label={`End the session in ${agent}`}>
                    End
                  </button>
                </form>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    <form method="post" action="/desk/account/sessions" class="buttons">
      {sessions.length > 1 && (
        <button type="submit" name="scope" value="others" class="quiet">
          Sign out everywhere else
        </button>
      )}
      <button type="submit" name="scope" value="all" class="danger">
        Sign out everywhere
      </button>
    </form>
    <p class="quiet-text">A session ends after 12 hours without use, and after 30 days in any case.</p>
  </section>
)
