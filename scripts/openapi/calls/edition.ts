/** The edition as a whole. */
import { BackupName, BackupQuery, PictureRecord, RestoreCounts } from '../../../src/desk/api/request-schemas.ts'
import type { ApiCall } from '../api-call.ts'

const JSON_LINES = 'application/jsonl'

export const editionCalls: Record<string, ApiCall> = {
  'POST /reprint': {
    id: 'reprint',
    summary: 'Rebuild the whole edition from the ledger',
    tag: 'Edition',
    role: 'admin',
    answers: { 200: { description: 'What is being rebuilt.', content: { 'application/json': 'ReprintReport' } } },
  },
  'POST /adopt': {
    id: 'adopt',
    summary: 'Adopt, step by step, what was put directly into KV',
    description: 'Repeat until `done`. This also runs automatically every few minutes.',
    tag: 'Edition',
    role: 'admin',
    answers: { 200: { description: 'What was seen, what was adopted and what is malformed.', content: { 'application/json': 'SweepReport' } } },
  },
  'GET /export': {
    id: 'exportLedger',
    summary: 'Export the whole ledger as a stream of JSON Lines',
    description: 'If the export is interrupted, the connection ends with an error.',
    tag: 'Edition',
    role: 'admin',
    answers: { 200: { description: 'One JSON value per line.', content: { [JSON_LINES]: 'text' } } },
  },
  'POST /import': {
    id: 'importLedger',
    summary: 'Import a stream of JSON Lines, with one result per line',
    description:
      'Send lines of an export, or articles. If the stream ends in the middle of a line, the complete lines are imported and the answer names the line.',
    tag: 'Edition',
    role: 'admin',
    body: { [JSON_LINES]: 'text', 'application/x-ndjson': 'text' },
    answers: { 200: { description: 'One result per line.', content: { [JSON_LINES]: 'LineResult' } } },
    refusals: [400, 415],
  },
  'GET /health': {
    id: 'checkHealth',
    summary: 'Check every part of the deployment',
    description: 'Admins also get `setup`: which bindings and settings there are, never what a secret says.',
    tag: 'Edition',
    role: 'reporter',
    answers: {
      200: { description: 'Everything is well.', content: { 'application/json': 'Health' } },
      503: { description: 'Something isn’t well. The same body says what, and what to do.', content: { 'application/json': 'Health' } },
    },
  },
  'POST /backup': {
    id: 'beginBackup',
    summary: 'Begin a backup',
    tag: 'Edition',
    role: 'admin',
    answers: { 201: { description: 'Where it begins, and its parts.', content: { 'application/json': 'BackupBegun' } } },
  },
  'GET /backup/{part}': {
    id: 'readBackupPage',
    summary: 'Read a page of a backup as JSON Lines',
    description:
      'If there is more, `Dateline-Next-Cursor` has the cursor of the next page, percent-encoded. If pages don’t fit together any more, the last one is 409: begin again.',
    tag: 'Edition',
    role: 'admin',
    query: BackupQuery,
    answers: { 200: { description: 'One row or picture per line.', content: { [JSON_LINES]: 'text' } } },
    refusals: [404, 409, 422],
  },
  'POST /restore': {
    id: 'beginRestore',
    summary: 'Begin or continue restoring a backup into an empty deployment',
    tag: 'Edition',
    role: 'admin',
    body: { 'application/json': BackupName },
    answers: { 200: { description: 'Which parts are done.', content: { 'application/json': 'RestoreBegun' } } },
    refusals: [400, 409, 415, 422],
  },
  'POST /restore/{part}': {
    id: 'restoreRows',
    summary: 'Send rows of a backup; the same rows can be sent twice',
    tag: 'Edition',
    role: 'admin',
    body: { [JSON_LINES]: 'text' },
    answers: { 200: { description: 'How many rows were taken.', content: { 'application/json': 'RowsTaken' } } },
    refusals: [404, 409, 413, 415, 422],
  },
  'PUT /restore/pictures/{id}': {
    id: 'restorePicture',
    summary: 'Send a picture of a backup, as it was uploaded',
    tag: 'Edition',
    role: 'admin',
    query: PictureRecord,
    body: { 'application/octet-stream': 'bytes' },
    answers: { 204: { description: 'Stored.' } },
    refusals: [404, 409, 413, 415, 422],
  },
  'POST /restore/{part}/end': {
    id: 'endRestore',
    summary: 'End a part’s restoring: its rows are counted',
    tag: 'Edition',
    role: 'admin',
    body: { 'application/json': RestoreCounts },
    answers: { 204: { description: 'The part is whole.' } },
    refusals: [400, 404, 409, 415, 422],
  },
}
