/** The description of the editors' API, OpenAPI 3.1: served at `/api/openapi.json`. */
import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { SLUG_WORDS } from '../../src/copy/shapes/slug-spelling.ts'
import type { Answer, ApiCall, Content, HeaderName } from './api-call.ts'
import { API_CALLS } from './calls.ts'
import { type JsonSchema, refTo } from './json-schema.ts'
import { allSchemas } from './schemas.ts'
import { webhookOperations } from './webhook-schemas.ts'

const PARAMETERS: Record<string, JsonSchema> = {
  slug: { name: 'slug', in: 'path', required: true, schema: { type: 'string', pattern: SLUG_WORDS.source, maxLength: 160 } },
  revision: { name: 'revision', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
  id: { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
  list: { name: 'list', in: 'path', required: true, description: 'A newsletter, as the site names it.', schema: { type: 'string' } },
  issue: {
    name: 'issue',
    in: 'path',
    required: true,
    description: 'An issue: the last part of its address, such as `2026-11-26`.',
    schema: { type: 'string' },
  },
  part: { name: 'part', in: 'path', required: true, schema: { type: 'string', enum: ['keys', 'mailing-list', 'readership', 'pictures', 'ledger'] } },
  batch: { name: 'batch', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
  email: { name: 'email', in: 'path', required: true, schema: { type: 'string' } },
  'If-Match': {
    name: 'If-Match',
    in: 'header',
    description: 'The ETag of what you started from, such as an article’s revision `"3"`. If it has changed since, the answer is 412.',
    schema: { type: 'string' },
  },
  'If-None-Match': {
    name: 'If-None-Match',
    in: 'header',
    description: 'On PUT, `*` refuses the request if the article already exists. On GET, the ETag you already have.',
    schema: { type: 'string' },
  },
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'A repeated request with the same key and body is carried out once and gets the same answer. With a different body, the answer is 422.',
    schema: { type: 'string', maxLength: 200 },
  },
}

const REFUSALS: Record<number, string> = {
  400: 'The request can’t be read: invalid JSON (with line and column) or an invalid header.',
  401: 'The token is missing or unknown, or the session has ended.',
  403: 'Your role doesn’t allow this; `needs` names the role that does. Or a session or Cloudflare Access says who you are, and the change wasn’t sent by a page of this site.',
  404: 'Not found.',
  409: 'Not possible in the current state, an older version from an agency, or a slug that another article has or had.',
  410: 'Withdrawn, or erased.',
  412: 'Changed in the meantime. `expected` and `current` give both revisions; where there are no revisions, `current` is the ETag.',
  413: 'Too large.',
  415: 'This format isn’t supported. `Accept` lists the supported ones.',
  422: 'Some details need fixing. `flaws` lists them.',
  429: 'Too many unknown tokens came from this network. `Retry-After` says when to try again. A token that is good is never refused for this.',
  500: 'Something went wrong on our side.',
  503: 'The publishing service isn’t responding, or no token has been set up. `Retry-After` says when to try again. With `outcome: "unknown"`, nobody knows yet whether this was carried out: send it again under the same `Idempotency-Key`.',
}
const ALWAYS = [401, 403, 429, 500, 503]

const HEADERS: Record<string, JsonSchema> = {
  ETag: {
    description: 'An article’s revision in double quotes; where there are no revisions, a tag that changes with the content.',
    schema: { type: 'string' },
  },
  Location: { schema: { type: 'string' } },
  Deprecation: { description: 'Since when this call is deprecated (RFC 9745).', schema: { type: 'string' } },
  Link: { description: 'The call to use instead, as `rel="successor-version"`.', schema: { type: 'string' } },
  'Dateline-State': {
    description:
      'The article’s state. `Dateline-Revision` is its newest revision, `Dateline-Live` the one readers see, and `Dateline-Ready` the one that goes live at `Dateline-Until`.',
    schema: { type: 'string' },
  },
  'Retry-After': { schema: { type: 'string' } },
}

export function buildOpenApi(): string {
  const paths: Record<string, JsonSchema> = {}
  for (const [name, call] of Object.entries(API_CALLS)) {
    const [method = '', path = ''] = name.split(' ')
    paths[`/api${path}`] = { ...paths[`/api${path}`], [method.toLowerCase()]: operation(path, call) }
  }
  const document = {
    openapi: '3.1.1',
    info: {
      title: 'Dateline editors’ API',
      version: '1',
      description: 'File, schedule, correct and withdraw articles. Errors are `application/problem+json` (RFC 9457) and say what to do next.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { access: [] }, { session: [] }],
    tags: [...new Set(Object.values(API_CALLS).map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    webhooks: webhookOperations(),
    components: {
      schemas: allSchemas(),
      parameters: Object.fromEntries(Object.entries(PARAMETERS).map(([name, parameter]) => [componentName(name), parameter])),
      headers: HEADERS,
      responses: Object.fromEntries(
        Object.entries(REFUSALS).map(([status, description]) => [`Refused${status}`, refusalResponse(Number(status), description)]),
      ),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token created by an admin, with a role: reporter, editor or admin.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-desk',
          description: 'Somebody signed in at /desk. Changes count only when a page of the same origin sends them.',
        },
        access: { type: 'apiKey', in: 'header', name: 'Cf-Access-Jwt-Assertion', description: 'Cloudflare Access, if the site uses it.' },
      },
    },
  }
  return `${JSON.stringify(document, null, 1)}\n`
}

function operation(
  path: string,
  { id, summary, description, isDeprecated, tag, role, query, headers = [], body, bodyOptional, answers, refusals = [] }: ApiCall,
): JsonSchema {
  const pathNames = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const parameters = [...[...pathNames, ...headers].map(parameterRef), ...(query ? queryParameters(query) : [])]
  return {
    operationId: id,
    summary,
    description: [description, `Needs the role ${role}.`].filter(Boolean).join(' '),
    tags: [tag],
    ...(isDeprecated && { deprecated: true }),
    'x-role': role,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: !bodyOptional, content: contentOf(body) } }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answerOf(answer)])),
      ...Object.fromEntries([...ALWAYS, ...refusals].sort().map((status) => [status, { $ref: `#/components/responses/Refused${status}` }])),
    },
  }
}

const parameterRef = (name: HeaderName | string): JsonSchema => ({ $ref: `#/components/parameters/${componentName(name)}` })
const componentName = (name: string) => name.replaceAll('-', '')

function queryParameters(query: GenericSchema): JsonSchema[] {
  const { properties = {} } = toJsonSchema(query, { typeMode: 'input', errorMode: 'ignore' })
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema }))
}

const answerOf = ({ description, content, headers = [] }: Answer): JsonSchema => ({
  description: description,
  ...(headers.length > 0 && { headers: Object.fromEntries(headers.map((name) => [name, { $ref: `#/components/headers/${name}` }])) }),
  ...(content && { content: contentOf(content) }),
})

const refusalResponse = (status: number, description: string): JsonSchema => ({
  description,
  ...(status === 503 && { headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } }),
  content: { 'application/problem+json': { schema: refTo('Problem') } },
})

function contentOf(content: Content): JsonSchema {
  return Object.fromEntries(Object.entries(content).map(([type, what]) => [type, { schema: schemaOf(what) }]))
}

function schemaOf(what: Content[string]): JsonSchema {
  if (what === 'text') return { type: 'string' }
  if (what === 'bytes') return {}
  if (typeof what === 'string') return refTo(what)
  const { $schema: _, ...schema } = toJsonSchema(what, { typeMode: 'input', errorMode: 'ignore' })
  return schema as JsonSchema
}
