/** The edition as a whole. */
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
}
