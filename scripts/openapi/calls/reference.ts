/** House style, topics and authors. */
import { StyleRuleShape } from '../../../src/copy/checks/house-style/parse-rules.ts'
import type { ApiCall } from '../api-call.ts'

const RULES = 'A rule is `{wrong, right, why?, lang?, pattern?}`. There can be up to 15,000, of which 50 patterns.'

export const referenceCalls: Record<string, ApiCall> = {
  'GET /house-style': {
    id: 'readHouseStyle',
    summary: 'List the rules of house style',
    description: RULES,
    tag: 'Administration',
    role: 'reporter',
    answers: { 200: { description: 'All rules, in their order.', content: { 'application/json': 'HouseStyle' }, headers: ['ETag'] } },
  },
  'PUT /house-style': {
    id: 'setHouseStyle',
    summary: 'Replace the rules of house style',
    description: RULES,
    tag: 'Administration',
    role: 'editor',
    headers: ['If-Match', 'If-None-Match'],
    body: { 'application/json': 'HouseStyle' },
    answers: { 200: { description: 'How many rules there are now.', content: { 'application/json': 'HouseStyleChanged' }, headers: ['ETag'] } },
    refusals: [400, 412, 413, 415, 422],
  },
  'GET /house-style.csv': {
    id: 'exportHouseStyle',
    summary: 'Export the rules of house style',
    tag: 'Administration',
    role: 'reporter',
    answers: {
      200: {
        description: 'CSV (RFC 4180) with the columns `wrong`, `right`, `why`, `lang` and `pattern`.',
        content: { 'text/csv': 'text' },
        headers: ['ETag'],
      },
    },
  },
  'PUT /house-style.csv': {
    id: 'importHouseStyle',
    summary: 'Replace the rules of house style by those of a CSV file',
    description: 'The first line must name the columns `wrong` and `right`; `why`, `lang` and `pattern` (`yes`) are optional. One flaw refuses all of it.',
    tag: 'Administration',
    role: 'editor',
    headers: ['If-Match', 'If-None-Match'],
    body: { 'text/csv': 'text' },
    answers: { 200: { description: 'How many rules there are now.', content: { 'application/json': 'HouseStyleChanged' }, headers: ['ETag'] } },
    refusals: [400, 412, 413, 415, 422],
  },
  'POST /house-style/rules': {
    id: 'addStyleRule',
    summary: 'Add a rule of house style, or replace the one for the same words',
    tag: 'Administration',
    role: 'editor',
    body: { 'application/json': StyleRuleShape },
    answers: {
      200: { description: 'Replaced.', content: { 'application/json': 'StyleRuleAdded' } },
      201: { description: 'Added.', content: { 'application/json': 'StyleRuleAdded' } },
    },
    refusals: [400, 413, 415, 422],
  },
}
