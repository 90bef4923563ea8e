/** The people page's parts: who can sign in, and tokens. */
import type { Flaw } from '../../../copy/parse.ts'
import type { Site } from '../../../copy/shapes/site.ts'
import type { Person } from '../../../press/access-calls.ts'
import { type Actor, ROLES, type TokenInfo } from '../../../press/calls.ts'
import { isReservedName } from '../../reserved-names.ts'
import { Select, TextField } from '../layout/fields.tsx'
import { FlawSummary } from '../layout/message.tsx'
import { Moment } from '../layout/moment.tsx'
import { UnseenHead } from '../layout/unseen-head.tsx'
import { nameOfRole, ROLE_CHOICES } from './role-choices.ts'
import { Tokens } from './tokens.tsx'
import type { Typed } from './typed.ts'

type Props = { people: readonly Person[]; tokens: readonly TokenInfo[]; actor: Actor; site: Site; typed: Typed; flaws: readonly Flaw[] }

const FIELD_OF: Record<string, string> = {
  '/person/name': 'name',
  '/person/role': 'role',
  '/token/name': 'token-name',
  '/token/role': 'token-role',
  '/token/expiresAt': 'token-until',
  '/token/unattended': 'token-unattended-on',
}

export function PeoplePage({ people, tokens, actor, site, typed, flaws }: Props) {
  const flawOf = (field: string) => flaws.find(({ pointer }) => FIELD_OF[pointer] === field)?.message
  return (
    <>
      <h1>People</h1>
      {flaws.length > 0 && <FlawSummary flaws={flaws} idOf={(pointer) => FIELD_OF[pointer]} />}
      <section aria-labelledby="invite">
        <h2 id="invite">Invite somebody</h2>
        <form class="form" method="post" action="/desk/people/invitations">
          <div class="field-row">
            <TextField
              name="name"
              label="Name"
              hint="Everything they do is recorded under it"
              value={typed.name}
              flaw={flawOf('name')}
              required
              maxlength={100}
              autocomplete="off"
            />
            <Select name="role" label="Role" value={typed.role ?? 'reporter'} flaw={flawOf('role')} choices={ROLE_CHOICES} />
          </div>
          <div class="buttons">
            <button type="submit">Make a link</button>
          </div>
        </form>
      </section>
      <section aria-labelledby="people">
        <h2 id="people">Who can sign in</h2>
        {people.length === 0 ? <p class="empty">Nobody has been invited yet.</p> : <PeopleTable {...{ people, actor, site }} />}
      </section>
      <Tokens {...{ tokens, site, typed, flawOf }} />
    </>
  )
}

const PeopleTable = ({ people, actor, site }: Pick<Props, 'people' | 'actor' | 'site'>) => (
  <table class="rows stacking orders">
    <thead>
      <tr>
        <th scope="col">Name</th>
        <th scope="col">Role</th>
        <th scope="col">Last seen</th>
        <th scope="col">Passkeys</th>
        <UnseenHead name="Change" />
      </tr>
    </thead>
    <tbody>
      {people.map((person) => (
        <tr>
          <th scope="row">
            {person.name}
            {person.disabledAt && <span class="state withdrawn">No access</span>}
          </th>
          <td data-label="Role">{person.name === actor.name ? nameOfRole(person.role) : <RoleForm person={person} />}</td>
          <td data-label="Last seen">{person.lastSeenAt ? <Moment at={person.lastSeenAt} site={site} /> : 'Never'}</td>
          <td data-label="Passkeys">{person.passkeys || 'None'}</td>
          <td>
            <PersonOrders person={person} isSelf={person.name === actor.name} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const RoleForm = ({ person: { id, name, role } }: { person: Person }) => (
  <form method="post" action="/desk/people/roles" class="buttons">
    <input type="hidden" name="person" value={id} />
    <select name="role" class="row-field" aria-label={`Role of ${name}`}>
      {ROLES.map((known) => (
        <option value={known} selected={known === role}>
          {nameOfRole(known)}
        </option>
      ))}
    </select>
    <button type="submit" class="quiet small" aria-label={`Change the role of ${name}`}>
      Change
    </button>
  </form>
)

const PersonOrders = ({ person: { id, name, disabledAt, sessions }, isSelf }: { person: Person; isSelf: boolean }) => (
  <div class="buttons">
    {!disabledAt && !isReservedName(name) && (
      <form method="post" action="/desk/people/invitations">
        <button type="submit" name="name" value={name} class="quiet small" aria-label={`New link for ${name}`}>
          New link
        </button>
      </form>
    )}
    {sessions > 0 && !isSelf && (
      <form method="post" action="/desk/people/sessions">
        <button type="submit" name="person" value={id} class="quiet small" aria-label={`Sign out ${name} everywhere`}>
          Sign out
        </button>
      </form>
    )}
    {!isSelf && (
      <form method="post" action="/desk/people/access">
        <input type="hidden" name="person" value={id} />
        <button
          type="submit"
          name="order"
          value={disabledAt ? 'enable' : 'disable'}
          class={disabledAt ? 'quiet small' : 'danger small'}
          aria-label={`${disabledAt ? 'Enable' : 'Disable'} access for ${name}`}
        >
          {disabledAt ? 'Enable' : 'Disable'}
        </button>
      </form>
    )}
  </div>
)
