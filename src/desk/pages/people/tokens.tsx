/** Tokens: for the command, for agencies, for programs. */
import type { Site } from '../../../copy/shapes/site.ts'
import type { TokenInfo } from '../../../press/calls.ts'
import { Checkbox, Select, TextField } from '../layout/fields.tsx'
import { Moment } from '../layout/moment.tsx'
import { UnseenHead } from '../layout/unseen-head.tsx'
import { nameOfRole, ROLE_CHOICES } from './role-choices.ts'
import type { Typed } from './typed.ts'

type Props = { tokens: readonly TokenInfo[]; site: Site; typed: Typed; flawOf: (field: string) => string | undefined }

export const Tokens = ({ tokens, site, typed, flawOf }: Props) => (
  <section aria-labelledby="tokens">
    <h2 id="tokens">Tokens</h2>
    <p>For the newsdesk command, and for programs that file or read articles. Work done with a token is recorded under its name.</p>
    {tokens.length > 0 && <TokenTable tokens={tokens} site={site} />}
    <form class="form" method="post" action="/desk/people/tokens">
      <div class="field-row">
        <TextField
          name="token-name"
          label="Name of the new token"
          value={typed.tokenName}
          flaw={flawOf('token-name')}
          required
          maxlength={100}
          autocomplete="off"
        />
        <Select name="token-role" label="Role of the token" value={typed.tokenRole ?? 'reporter'} flaw={flawOf('token-role')} choices={ROLE_CHOICES} />
        <TextField name="token-until" label="Last day" type="date" hint="If empty: until it’s revoked" value={typed.tokenUntil} flaw={flawOf('token-until')} />
      </div>
      <Checkbox
        name="token-unattended"
        label="Let an agent publish with it, without a person who confirms"
        checked={typed.tokenUnattended}
        flaw={flawOf('token-unattended-on')}
        hint="Think twice. Stories, notes and agencies’ copy are written by many people, and a language model can take what they say for an order. The role has to be editor or admin, and a last day is a good idea. It still publishes nothing that the checks block, and brings back nothing that was withdrawn."
      />
      <div class="buttons">
        <button type="submit">Make a token</button>
      </div>
    </form>
  </section>
)

const TokenTable = ({ tokens, site }: Pick<Props, 'tokens' | 'site'>) => (
  <table class="rows stacking orders">
    <thead>
      <tr>
        <th scope="col">Name</th>
        <th scope="col">Role</th>
        <th scope="col">Works until</th>
        <th scope="col">Last used</th>
        <UnseenHead name="Revoke" />
      </tr>
    </thead>
    <tbody>
      {tokens.map(({ id, name, role, expiresAt, revokedAt, lastUsedAt, unattended }) => (
        <tr>
          <th scope="row">{name}</th>
          <td data-label="Role">{unattended ? `${nameOfRole(role)}, publishes unattended` : nameOfRole(role)}</td>
          <td data-label="Works until">{revokedAt ? 'Revoked' : expiresAt ? <Moment at={expiresAt} site={site} /> : 'No end'}</td>
          <td data-label="Last used">{lastUsedAt ? <Moment at={lastUsedAt} site={site} /> : 'Never'}</td>
          <td>
            {!revokedAt && (
              <form method="post" action="/desk/people/revocations">
                <button
                  type="submit"
                  name="token"
                  value={id}
                  class="danger small"
                  data-confirm={`Revoke the token of ${name}?`}
                  aria-label={`Revoke the token of ${name}`}
                >
                  Revoke
                </button>
              </form>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
