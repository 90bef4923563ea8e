/** Pages for who may not, or looks for what is not there. */
import type { Child } from '../../../markup/markup.ts'
import type { Role } from '../../../press/calls.ts'
import { hasRole, roleProblem } from '../../access.ts'
import type { DeskContext, DeskHandler } from '../desk-context.ts'
import { deskResponse } from './desk-page.tsx'

/** `more` is below what it says. */
export const notFoundResponse = (c: DeskContext, what = 'This page doesn’t exist. Check the address, or choose from the menu.', more?: Child) =>
  deskResponse(c, { title: 'Not found', children: <Plain title="Not found" text={what} more={more} /> }, 404)

export const forbiddenResponse = (c: DeskContext, text: string) =>
  deskResponse(c, { title: 'Not allowed', children: <Plain title="Not allowed" text={text} /> }, 403)

/** A handler for those who have at least this role. */
export const needing =
  (needs: Role, handle: DeskHandler): DeskHandler =>
  (c) =>
    hasRole(c.get('actor'), needs) ? handle(c) : forbiddenResponse(c, roleProblem(c.get('actor'), needs, 'This page').detail)

const Plain = ({ title, text, more }: { title: string; text: string; more?: Child }) => (
  <>
    <h1>{title}</h1>
    <p>{text}</p>
    {more}
    <p>
      <a href="/desk">Go to the stories</a>
    </p>
  </>
)
