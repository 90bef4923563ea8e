/** Topics or authors in a list: searched by how they begin, and each with the way to rename it and to merge it with another. */
import type { KnownName, NameKind } from '../../../press/reference-calls.ts'
import { TextField } from './fields.tsx'
import { NextPage } from './moment.tsx'
import type { TypedName } from './name-orders.ts'

type Props = { kind: NameKind; path: string; names: readonly KnownName[]; nextCursor: string | undefined; url: string; q: string; canChange: boolean }

export const NamesList = ({ kind, path, names, nextCursor, url, q, canChange }: Props) => (
  <>
    <form class="filters" method="get" action={path} role="search">
      <TextField name="q" label="Starts with" type="search" value={q} dir="auto" />
      <button type="submit" class="quiet">
        Show
      </button>
    </form>
    {names.length === 0 ? (
      <p class="empty">{q ? `No ${kind}s start with that.` : `No ${kind}s yet. They’re listed here once a story has them.`}</p>
    ) : (
      <table class="rows stacking">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Slug</th>
            <th scope="col" class="number">
              Stories
            </th>
          </tr>
        </thead>
        <tbody>
          {names.map(({ slug, name, articles, role }) => (
            <tr>
              <th scope="row" class="title" dir="auto">
                {canChange ? <a href={`${path}/${slug}`}>{name}</a> : name}
                {role && <span class="hint mark">{role}</span>}
              </th>
              <td data-label="Slug">
                <a href={`/${kind}/${slug}`}>
                  <bdi>{slug}</bdi>
                </a>
              </td>
              <td data-label="Stories" class="number">
                {articles.toLocaleString('en')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    <NextPage url={url} cursor={nextCursor} label="More" />
  </>
)

/** `typed`: where an order was refused. */
type ChangeProps = { kind: NameKind; path: string; slug: string; name: string; typed?: TypedName | undefined }

export const NameForms = ({ kind, path, slug, name, typed = {} }: ChangeProps) => (
  <>
    <form class="form order" method="post" action={`${path}/${slug}`}>
      <h2>Rename</h2>
      <TextField name="name" label="Name" value={typed.name ?? name} required dir="auto" />
      <TextField name="slug" label="Slug" value={typed.slug ?? slug} hint="Readers of the old page are sent to the new one." required dir="auto" />
      <div class="buttons">
        <button type="submit" name="order" value="rename" class="quiet">
          Rename
        </button>
      </div>
    </form>
    <form class="form order" method="post" action={`${path}/${slug}`}>
      <h2>Merge</h2>
      <TextField name="into" label={`Slug of the ${kind} to merge it into`} value={typed.into} required dir="auto" />
      <div class="buttons">
        <button
          type="submit"
          name="order"
          value="merge"
          class="danger"
          data-confirm={`Move all stories of “${name}” to the other ${kind}? This can’t be undone.`}
        >
          Merge
        </button>
      </div>
    </form>
  </>
)
