/** House style, topics and authors. */
import { StyleRuleShape } from '../../../src/copy/checks/house-style/parse-rules.ts'
import * as requests from '../../../src/desk/api/request-schemas.ts'
import type { ApiCall } from '../api-call.ts'

const RULES = 'A rule is `{wrong, right, why?, lang?, pattern?}`. There can be up to 15,000, of which 50 patterns.'

const named = ({ kind, path, Kind, one }: { kind: string; path: string; Kind: string; one: string }): Record<string, ApiCall> => ({
  [`GET /${path}`]: {
    id: `list${Kind}s`,
    summary: `List ${kind}s with how many articles readers find under each`,
    description: 'By slug. With `q`, those whose name, last name or slug begins with it, on one page.',
    tag: 'Administration',
    role: 'reporter',
    query: requests.NamesQuery,
    answers: { 200: { description: `One page of ${kind}s.`, content: { 'application/json': 'Names' } } },
    refusals: [422],
  },
  [`POST /${path}/{slug}/rename`]: {
    id: `rename${Kind}`,
    summary: `Give ${one} another slug or name`,
    description: 'The old page redirects to the new one. Articles are printed anew; revisions stay as they were filed.',
    tag: 'Administration',
    role: 'editor',
    body: { 'application/json': requests.NewNameBody },
    answers: { 200: { description: 'Renamed.', content: { 'application/json': 'NameMoved' } } },
    refusals: [400, 404, 409, 413, 415, 422],
  },
  [`POST /${path}/{slug}/merge`]: {
    id: `merge${Kind}`,
    summary: `Merge ${one} into another`,
    description: 'The old page redirects to the other. Articles are printed anew; revisions stay as they were filed.',
    tag: 'Administration',
    role: 'editor',
    body: { 'application/json': requests.MergeBody },
    answers: { 200: { description: 'Merged.', content: { 'application/json': 'NameMoved' } } },
    refusals: [400, 404, 409, 413, 415, 422],
  },
})

export const referenceCalls: Record<string, ApiCall> = {
  ...named({ kind: 'topic', path: 'topics', Kind: 'Topic', one: 'a topic' }),
  ...named({ kind: 'author', path: 'authors', Kind: 'Author', one: 'an author' }),
  'GET /authors/{slug}': {
    id: 'readAuthor',
    summary: 'Get an author',
    tag: 'Administration',
    role: 'reporter',
    answers: {
      200: {
        description: 'The record, with its `ETag`. Of an author without one, what bylines say.',
        content: { 'application/json': 'Author' },
        headers: ['ETag'],
      },
    },
    refusals: [404],
  },
  'PUT /authors/{slug}': {
    id: 'saveAuthor',
    summary: 'Create or change an author',
    description: 'If the name changes, articles are printed anew with it.',
    tag: 'Administration',
    role: 'editor',
    headers: ['If-Match', 'If-None-Match'],
    body: { 'application/json': 'Author' },
    answers: {
      200: { description: 'Changed.', content: { 'application/json': 'Author' }, headers: ['ETag'] },
      201: { description: 'Created.', content: { 'application/json': 'Author' }, headers: ['ETag'] },
    },
    refusals: [400, 404, 412, 413, 415, 422],
  },
  'DELETE /authors/{slug}': {
    id: 'removeAuthor',
    summary: 'Remove an author’s record; bylines stay',
    tag: 'Administration',
    role: 'editor',
    headers: ['If-Match'],
    answers: { 204: { description: 'Removed.' } },
    refusals: [400, 404, 412],
  },
  'GET /topics/{slug}': {
    id: 'readTopic',
    summary: 'Get what a topic’s page says of it',
    tag: 'Administration',
    role: 'reporter',
    answers: {
      200: {
        description: 'The record, with its `ETag`. Of a topic without one, what articles call it.',
        content: { 'application/json': 'TopicRecord' },
        headers: ['ETag'],
      },
    },
    refusals: [404],
  },
  'PUT /topics/{slug}': {
    id: 'saveTopic',
    summary: 'Introduce a topic on its page',
    description: 'If the name changes, articles are printed anew with it. The explainer is shown while readers find it in the topic.',
    tag: 'Administration',
    role: 'editor',
    headers: ['If-Match', 'If-None-Match'],
    body: { 'application/json': 'TopicRecord' },
    answers: {
      200: { description: 'Changed.', content: { 'application/json': 'TopicRecord' }, headers: ['ETag'] },
      201: { description: 'Created.', content: { 'application/json': 'TopicRecord' }, headers: ['ETag'] },
    },
    refusals: [400, 404, 412, 413, 415, 422],
  },
  'GET /sections': {
    id: 'listSections',
    summary: 'List how many articles readers find in each section',
    tag: 'Administration',
    role: 'reporter',
    answers: { 200: { description: 'All sections with articles, also those that the site doesn’t name.', content: { 'application/json': 'SectionCounts' } } },
  },
  'POST /sections/{slug}/rename': {
    id: 'renameSection',
    summary: 'Give a section another slug',
    description:
      'Its articles are moved within minutes, `articles` of them with readers; newsletters and campaigns that name it follow. Its page, its feeds and its articles’ addresses lead on (301).',
    tag: 'Administration',
    role: 'admin',
    body: { 'application/json': requests.RenameBody },
    answers: { 200: { description: 'Renamed.', content: { 'application/json': 'SectionRenamed' } } },
    refusals: [400, 404, 409, 413, 415, 422],
  },
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
