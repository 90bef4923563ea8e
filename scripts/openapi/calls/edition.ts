/** The edition as a whole. */
import type { ApiCall } from '../api-call.ts'

const JSON_LINES = 'application/jsonl'

export const editionCalls: Record<string, ApiCall> = {
  'POST /reprint': {
    id: 'reprint',
    summary: 'Write the whole edition anew from the ledger',
    tag: 'Edition',
    role: 'admin',
    answers: { 200: { description: 'What is being written.', content: { 'application/json': 'ReprintReport' } } },
  },
  'POST /adopt': {
    id: 'adopt',
    summary: 'Take a step of adopting what was put straight into KV',
    description: 'Repeat until `done`. Runs every few minutes by itself.',
    tag: 'Edition',
    role: 'admin',
    answers: { 200: { description: 'What was seen, adopted and malformed.', content: { 'application/json': 'SweepReport' } } },
  },
  'GET /export': {
    id: 'exportLedger',
    summary: 'Stream the whole ledger as JSON Lines',
    description: 'An export that breaks off ends with an error of the connection, never quietly.',
    tag: 'Edition',
    role: 'admin',
    answers: { 200: { description: 'One JSON value a line.', content: { [JSON_LINES]: 'text' } } },
  },
  'POST /import': {
    id: 'importLedger',
    summary: 'Stream JSON Lines in, and a line of answer for each out',
    description: 'Lines are of an export, or articles. A stream that ends inside a line: what was complete is in, the line is named.',
    tag: 'Edition',
    role: 'admin',
    body: { [JSON_LINES]: 'text', 'application/x-ndjson': 'text' },
    answers: { 200: { description: 'One result a line.', content: { [JSON_LINES]: 'LineResult' } } },
    refusals: [400, 415],
  },
}
