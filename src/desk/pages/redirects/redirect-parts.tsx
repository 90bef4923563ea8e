/** The parts of the page of redirects. */
import { MADE_BY } from '../../../copy/old-address.ts'
import { tagOf } from '../../../edition/fingerprint.ts'
import type { Redirect } from '../../../press/redirect-calls.ts'
import type { AddressReport } from '../../../readership/calls.ts'
import type { RedirectsImported } from '../../import-redirects.ts'
import { Checkbox, TextArea, TextField } from '../layout/fields.tsx'
import { NextPage } from '../layout/moment.tsx'
import { UnseenHead } from '../layout/unseen-head.tsx'

/** `tag`: of the redirect that is being changed; '' for a new one. */
export type RedirectValues = { from: string; to: string; gone: boolean; tag: string }
type FormProps = { path: string; values: RedirectValues; flaw: { field: 'from' | 'to'; message: string } | undefined }

export const RedirectForm = ({ path, values: { from, to, gone, tag }, flaw }: FormProps) => (
  <form class="form" method="post" action={path}>
    <h2>{tag ? 'Change a redirect' : 'Add a redirect'}</h2>
    <input type="hidden" name="tag" value={tag} />
    <div class="field-row">
      <TextField
        name="from"
        label="Old address"
        value={from}
        hint="A path such as /2019/05/harvest or /?p=123, or a whole address"
        flaw={flaw?.field === 'from' ? flaw.message : undefined}
        required
        dir="ltr"
      />
      <TextField
        name="to"
        label="Leads to"
        value={to}
        hint="A page of this site, such as /world/harvest, or an address elsewhere"
        flaw={flaw?.field === 'to' ? flaw.message : undefined}
        dir="ltr"
      />
    </div>
    <Checkbox name="gone" label="Nothing is there any more (410)" checked={gone} />
    <div class="buttons">
      <button type="submit" name="order" value="save">
        Save redirect
      </button>
      {tag && (
        <a href={path} class="quiet">
          Cancel
        </a>
      )}
    </div>
  </form>
)

type TableProps = {
  path: string
  page: { items: readonly Redirect[]; total: number; nextCursor?: string }
  used: AddressReport['used']
  q: string
  url: string
  canChange: boolean
}

export function RedirectsTable({ path, page: { items, total, nextCursor }, used, q, url, canChange }: TableProps) {
  const uses = new Map(used.map(({ address, count }) => [address, count]))
  return (
    <section aria-labelledby="redirects">
      <h2 id="redirects">{total === 1 ? '1 redirect' : `${total.toLocaleString('en')} redirects`}</h2>
      <form class="filters" method="get" action={path} role="search">
        <TextField name="q" label="Find an address" type="search" value={q} dir="ltr" />
        <button type="submit" class="quiet">
          Show
        </button>
      </form>
      {items.length === 0 ? (
        <p class="empty">{q ? 'No addresses found. Try a part of one.' : 'No redirects yet.'}</p>
      ) : (
        <table class="rows stacking orders">
          <thead>
            <tr>
              <th scope="col">Old address</th>
              <th scope="col">Leads to</th>
              <th scope="col" class="number">
                Used in 30 days
              </th>
              {canChange && <UnseenHead name="Orders" />}
            </tr>
          </thead>
          <tbody>
            {items.map((redirect) => (
              <RedirectRow path={path} redirect={redirect} uses={uses.get(redirect.from)} canChange={canChange} />
            ))}
          </tbody>
        </table>
      )}
      <NextPage url={url} cursor={nextCursor} label="More" />
    </section>
  )
}

type RowProps = { path: string; redirect: Redirect; uses: number | undefined; canChange: boolean }

const RedirectRow = ({ path, redirect: { from, to, waits, shadowed, made }, uses, canChange }: RowProps) => (
  <tr>
    <th scope="row" dir="ltr">
      <a href={encodeURI(from)}>{from}</a>
      {shadowed && <span class="hint mark">a page is there</span>}
      {made && <span class="hint mark">made {MADE_BY[made]}</span>}
    </th>
    <td data-label="Leads to" dir="ltr">
      {to === null ? 'Nothing (410)' : <a href={to}>{to}</a>}
      {waits && <span class="hint mark">not published yet</span>}
    </td>
    <td data-label="Used in 30 days" class="number">
      {(uses ?? 0).toLocaleString('en')}
    </td>
    {canChange && (
      <td>
        {made || (
          <form class="buttons" method="post" action={path}>
            <input type="hidden" name="from" value={from} />
            <input type="hidden" name="tag" value={tagOf({ from, to })} />
            <a class="button quiet small" href={`${path}?from=${encodeURIComponent(from)}`} aria-label={`Change: ${from}`}>
              Change
            </a>
            <button
              type="submit"
              name="order"
              value="remove"
              class="quiet small"
              data-confirm={`Send nobody on from ${from} any more?`}
              aria-label={`Remove: ${from}`}
            >
              Remove
            </button>
          </form>
        )}
      </td>
    )}
  </tr>
)

export const Missing = ({ path, report: { missing, days }, canChange }: { path: string; report: AddressReport; canChange: boolean }) => (
  <section aria-labelledby="missing">
    <h2 id="missing">Asked for, but not here</h2>
    <p class="hint">Addresses that were asked for at least three times in {days} days and lead nowhere. Robots’ probes aren’t counted.</p>
    {missing.length === 0 ? (
      <p class="empty">None.</p>
    ) : (
      <table class="rows stacking">
        <thead>
          <tr>
            <th scope="col">Address</th>
            <th scope="col" class="number">
              Asked for
            </th>
            <th scope="col">Last</th>
            {canChange && <UnseenHead name="Orders" />}
          </tr>
        </thead>
        <tbody>
          {missing.map(({ address, count, last }) => (
            <tr>
              <th scope="row" dir="ltr">
                {address}
              </th>
              <td data-label="Asked for" class="number">
                {count.toLocaleString('en')}
              </td>
              <td data-label="Last">
                <time datetime={last}>{last}</time>
              </td>
              {canChange && (
                <td>
                  <form method="get" action={path}>
                    <button type="submit" name="from" value={address} class="quiet small" aria-label={`Redirect: ${address}`}>
                      Redirect
                    </button>
                  </form>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
)

/** So many lines of a report are read; the API answers all. */
const SHOWN = 100

export const ImportReport = ({ report: { read, added, changed, same, refused, items } }: { report: RedirectsImported }) => (
  <section class={`message ${refused > 0 ? 'refused' : 'done'}`} role="status" tabindex={-1}>
    <p>
      {read.toLocaleString('en')} read = {added.toLocaleString('en')} added + {changed.toLocaleString('en')} changed + {same.toLocaleString('en')} already there
      + {refused.toLocaleString('en')} refused
    </p>
    {items.length > 0 && (
      <ul>
        {items.slice(0, SHOWN).map(({ line, from, message }) => (
          <li>
            Line {line}: <bdi dir="ltr">{from}</bdi> {message}
          </li>
        ))}
      </ul>
    )}
    {items.length > SHOWN && <p>And {(items.length - SHOWN).toLocaleString('en')} more.</p>}
  </section>
)

export const ImportForm = ({ path, typed }: { path: string; typed: string | undefined }) => (
  <details open={typed !== undefined}>
    <summary>Many redirects as CSV</summary>
    <p>
      <a href="/api/redirects.csv" download="redirects.csv">
        Download
      </a>
    </p>
    <form class="form" method="post" action={path}>
      <TextArea
        name="csv"
        label="Add these"
        hint="Columns: from, to, status (301 or 410). Lines with a mistake are left out; the others are added, or replace what is there for the same address."
        value={typed}
        rows={10}
      />
      <div class="buttons">
        <button type="submit" name="order" value="import" class="quiet">
          Add all
        </button>
      </div>
    </form>
  </details>
)
