/** One story: written, filed, published. */
import { Hono } from 'hono'
import type { DeskEnv } from '../desk-context.ts'
import { needing } from '../layout/refusal-pages.tsx'
import { checkWriting } from './check-writing.ts'
import { showDrawnBlock } from './drawn-block.tsx'
import { showMarkedPage } from './marked-page.tsx'
import { publishStory, showPublish, undoPublication } from './publish-handlers.tsx'
import { discardDraft, fileNewStory, fileStory } from './receive-story.tsx'
import { showDraft, showNewStory, showStory } from './show-story.tsx'

export const story = new Hono<DeskEnv>()
  .get('/desk/new', showNewStory)
  .post('/desk/new', fileNewStory)
  .post('/desk/new/checks', checkWriting)
  .get('/desk/drafts/:id', showDraft)
  .get('/desk/stories/:slug', showStory)
  .post('/desk/stories/:slug', fileStory)
  .post('/desk/stories/:slug/checks', checkWriting)
  .post('/desk/stories/:slug/drafts/discard', discardDraft)
  .get('/desk/stories/:slug/publish', needing('editor', showPublish))
  .post('/desk/drawing', showDrawnBlock)
  .get('/desk/stories/:slug/publish/page', needing('editor', showMarkedPage))
  .post('/desk/stories/:slug/publish', needing('editor', publishStory))
  .post('/desk/stories/:slug/publish/undo', needing('editor', undoPublication))
