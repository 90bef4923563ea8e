/** Everything under `/desk`. */
import { Hono } from 'hono'
import { routingPath } from '../../edge/address.ts'
import { framed } from './sign-in/frame.tsx'
import { appContextOf, requireSignIn, type SignedInEnv } from './sign-in/require-sign-in.tsx'
import { signInPages } from './sign-in/sign-in-routes.tsx'

export const deskPages = new Hono<SignedInEnv>({ getPath: routingPath })

deskPages.route('/', signInPages)
deskPages.use('/desk/*', requireSignIn)
deskPages.get('/desk', (c) => framed(appContextOf(c), { title: 'Desk' }, <p>You’re signed in as {c.get('actor').name}.</p>))
