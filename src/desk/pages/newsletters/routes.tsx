/** Newsletters: their readers in numbers, their issues, and how each issue is sent. */
import { Hono } from 'hono'
import type { DeskEnv } from '../desk-context.ts'
import { needing } from '../layout/refusal-pages.tsx'
import { changeDraft, createIssue, showDraft, showNewIssue } from './compose-handlers.tsx'
import { showIssue, showLetter, showProgress } from './issue-handlers.tsx'
import { confirmSending, giveOrder, scheduleIssue, settleBatch, testIssue } from './issue-orders.tsx'
import { showNewsletter, showNewsletters } from './list-handlers.tsx'
import { eraseSubscriber, findSubscriber, showSubscribers } from './subscriber-handlers.tsx'

export const newsletters = new Hono<DeskEnv>()
  .get('/desk/newsletters', needing('editor', showNewsletters))
  .get('/desk/newsletters/:list', needing('editor', showNewsletter))
  .get('/desk/newsletters/:list/new', needing('editor', showNewIssue))
  .post('/desk/newsletters/:list/new', needing('editor', createIssue))
  .get('/desk/newsletters/:list/:issue', needing('editor', showIssue))
  .get('/desk/newsletters/:list/:issue/edit', needing('editor', showDraft))
  .post('/desk/newsletters/:list/:issue/edit', needing('editor', changeDraft))
  .get('/desk/newsletters/:list/:issue/letter', needing('editor', showLetter))
  .get('/desk/newsletters/:list/:issue/progress', needing('editor', showProgress))
  .get('/desk/newsletters/:list/:issue/send', needing('editor', confirmSending))
  .post('/desk/newsletters/:list/:issue/schedule', needing('editor', scheduleIssue))
  .post('/desk/newsletters/:list/:issue/test', needing('editor', testIssue))
  .post('/desk/newsletters/:list/:issue/batches/:batch', needing('editor', settleBatch))
  .post('/desk/newsletters/:list/:issue/:order{send|pause|resume|stop}', needing('editor', giveOrder))
  .get('/desk/subscribers', needing('admin', showSubscribers))
  .post('/desk/subscribers', needing('admin', findSubscriber))
  .post('/desk/subscribers/erase', needing('admin', eraseSubscriber))
