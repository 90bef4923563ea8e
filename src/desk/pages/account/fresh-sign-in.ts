/**
 * A passkey opens the desk for good, so a session alone doesn't add one: somebody at an unlocked computer, or with a stolen cookie, would
 * have it. Who it is has to be shown once more, unless that was just now.
 */
const FRESH_MS = 10 * 60_000
/** As long as the browser may wait for a person between asking for a challenge and answering it. */
const ANSWER_MS = 5 * 60_000

type Session = { signedInAt: string }

export const isFresh = ({ signedInAt }: Session, now: number) => now - Date.parse(signedInAt) <= FRESH_MS
export const wasFresh = (session: Session, now: number) => isFresh(session, now - ANSWER_MS)

/** The page's script lets them sign in over it. */
export const signInFirst = () =>
  Response.json(
    { message: 'To add a passkey, sign in again first: it’s more than ten minutes since you did.', signInAgain: true },
    { status: 403, headers: { 'Cache-Control': 'no-store' } },
  )
