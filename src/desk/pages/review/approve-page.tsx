/** For whoever holds an approval link, without an account: read the revision, approve it or send it back. */
import '../../../page/scoreboard.tsx'
import { Hono } from 'hono'
import { cleanLine, cleanProse } from '../../../copy/text/characters.ts'
import { isBraked } from '../../../edge/brake.ts'
import { sha256 } from '../../../edge/sha256.ts'
import { BlockView } from '../../../page/block-view.tsx'
import { loadDrawings } from '../../../page/drawings/load-drawings.ts'
import { phrasesFor } from '../../../page/phrases/phrases.ts'
import { type Approval, type ApprovalAnswer, type ApprovalRead, type ApprovalRefusal, writingPressOf } from '../../../press/writing-calls.ts'
import type { DeskContext, DeskEnv } from '../desk-context.ts'
import { deskResponse } from '../layout/desk-page.tsx'
import { TextArea, TextField } from '../layout/fields.tsx'
import { type Form, readForm } from '../layout/form.ts'
import type { MessageText } from '../layout/message.tsx'
import { Moment } from '../layout/moment.tsx'
import { brakedResponse } from '../sign-in/braked-page.tsx'

export const approve = new Hono<DeskEnv>().get('/desk/approve/:token', showApproval).post('/desk/approve/:token', answerApproval)

async function showApproval(c: DeskContext) {
  const read = await writingPressOf(c.env).readApproval(await hashIn(c))
  if (!read.ok) return refusedResponse(c, read)
  if (!read.approval.answer) return approvalResponse(c, read)
  // Whoever has just answered comes here, and may load the page again.
  return c.req.query('done') === 'answered'
    ? thanksResponse(c, read.approval)
    : refusedResponse(c, { ok: false, reason: 'answered-link', approval: read.approval })
}

async function answerApproval(c: DeskContext) {
  const hash = await hashIn(c)
  const form = await readForm(c)
  const answer = form.ok ? answerIn(form.value) : { ok: false as const, message: form.problem.detail }
  if (!answer.ok) {
    const read = await writingPressOf(c.env).readApproval(hash)
    return read.ok ? approvalResponse(c, read, { kind: 'refused', text: answer.message }, form.ok ? form.value : undefined) : refusedResponse(c, read)
  }
  const answered = await writingPressOf(c.env).answerApproval(hash, answer.value)
  return answered.ok ? c.redirect(`${c.req.path}?done=answered`, 303) : refusedResponse(c, answered)
}

const hashIn = (c: DeskContext) => sha256(c.req.param('token') ?? '')

function answerIn(form: Form): { ok: true; value: ApprovalAnswer } | { ok: false; message: string } {
  const [name, reason] = [cleanLine(form.text('name')).slice(0, 100), cleanProse(form.text('reason')).slice(0, 2000)]
  if (!name) return { ok: false, message: 'Enter your name, so that the newsroom knows who answered.' }
  if (form.text('verdict') === 'approved') return { ok: true, value: { verdict: 'approved', name, ...(reason && { reason }) } }
  if (form.text('verdict') !== 'sent-back') return { ok: false, message: 'Approve the story, or send it back.' }
  return reason ? { ok: true, value: { verdict: 'sent-back', name, reason } } : { ok: false, message: 'Write what has to change before you send it back.' }
}

async function approvalResponse(c: DeskContext, { article, approval, entry }: ApprovalRead, message?: MessageText, sent?: Form) {
  await loadDrawings(article)
  const children = (
    <>
      <h1>For your approval</h1>
      <p>
        {approval.by} asks you to read this story before it’s published. This link works once, until <Moment at={approval.until} site={c.get('site')} />.
      </p>
      {entry.revision !== approval.revision && <p>The newsroom has filed a newer revision since. You’re asked about the one below.</p>}
      <article class="approved-text" lang={article.lang ?? c.get('site').lang} dir="auto">
        <h2>{article.headline}</h2>
        {article.standfirst && <p class="standfirst">{article.standfirst}</p>}
        {article.byline && <p class="quiet-text">{article.byline.map(({ name }) => name).join(', ')}</p>}
        {article.picture && (
          <figure>
            <img src={article.picture.src} alt={article.picture.alt} width={article.picture.width} height={article.picture.height} />
            <figcaption class="hint">{[article.picture.caption, article.picture.credit].filter(Boolean).join(' · ')}</figcaption>
          </figure>
        )}
        {article.body.map((block) => (
          <BlockView block={block} dateline={undefined} phrases={phrasesFor(c.get('site').lang)} />
        ))}
      </article>
      <form class="form" method="post">
        <TextField name="name" label="Your name" value={sent?.text('name')} autocomplete="name" required />
        <TextArea name="reason" label="What has to change" hint="Needed if you send it back." value={sent?.text('reason')} rows={3} dir="auto" />
        <div class="buttons">
          <button type="submit" name="verdict" value="approved">
            Approve
          </button>
          <button type="submit" name="verdict" value="sent-back" class="quiet">
            Send back
          </button>
        </div>
      </form>
    </>
  )
  return deskResponse(c, { title: 'For your approval', message, children }, message ? 422 : 200)
}

const thanksResponse = (c: DeskContext, { state }: Approval) =>
  deskResponse(c, {
    title: 'Thank you',
    children: (
      <>
        <h1>Thank you</h1>
        <p>{state === 'approved' ? 'You’ve approved the story. The newsroom can see it.' : 'You’ve sent the story back. The newsroom can see why.'}</p>
      </>
    ),
  })

async function refusedResponse(c: DeskContext, refusal: ApprovalRefusal) {
  if (refusal.reason === 'unknown-link' && (await isBraked(c.req.raw, c.env)))
    return brakedResponse(c, 'Too many links that don’t exist were opened from your network. Wait a minute and try again.')
  const text =
    refusal.reason === 'answered-link'
      ? 'This link has been used: the story was answered already.'
      : refusal.reason === 'ended-link'
        ? 'This link has ended. Ask the newsroom for a new one.'
        : 'We don’t know this link. Check that you copied the whole address.'
  const children = (
    <>
      <h1>{refusal.reason === 'answered-link' ? 'Already answered' : 'This link doesn’t work'}</h1>
      <p>{text}</p>
    </>
  )
  return deskResponse(c, { title: 'Approval', children }, refusal.reason === 'unknown-link' ? 404 : 410)
}
