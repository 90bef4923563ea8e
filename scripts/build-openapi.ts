/** The description of the editors' API, OpenAPI 3.1: served at `/api/openapi.json`. */
import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { type Answer, API_CALLS, type CallInWords, type Content, type HeaderName } from './api-calls.ts'
import { allSchemas, type JsonSchema, refTo } from './api-schemas.ts'

const PARAMETERS: Record<string, JsonSchema> = {
  slug: { name: 'slug', in: 'path', required: true, schema: { type: 'string', pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$', maxLength: 160 } },
  revision: { name: 'revision', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
  id: { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
  email: { name: 'email', in: 'path', required: true, schema: { type: 'string' } },
  'If-Match': {
    name: 'If-Match',
    in: 'header',
    description: 'What you started from, as its ETag gave it: the revision of an article, such as `"3"`. Another one is 412.',
    schema: { type: 'string' },
  },
  'If-None-Match': {
    name: 'If-None-Match',
    in: 'header',
    description: 'On PUT `*`: refuse when the article exists. On GET: the tag you hold.',
    schema: { type: 'string' },
  },
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'A repeated request with the same key and body is done once and answered the same. With another body it is 422.',
    schema: { type: 'string', maxLength: 200 },
  },
}

const REFUSALS: Record<number, string> = {
  400: 'Not parseable: broken JSON (with line and column), a header that is not understood.',
  401: 'No token, or one that is not known.',
  403: 'The role does not allow it; `needs` names the one that would.',
  404: 'There is no such thing.',
  409: 'Not in its present state; an agency’s older version; or a slug that is, or was, another article’s.',
  410: 'It was taken down, or erased.',
  412: 'Stale: `expected` and `current` name both revisions; of what has no revisions, `current` is its tag.',
  413: 'Too large.',
  415: 'Not a type that is taken here; `Accept` names those that are.',
  422: '`flaws` name what is to be mended.',
  500: 'A bug of ours.',
  503: 'The press does not answer just now, or no token was ever set. `Retry-After` says when to try again.',
}
const ALWAYS = [401, 403, 500, 503]

const HEADERS: Record<string, JsonSchema> = {
  ETag: { description: 'The revision of an article in double quotes; of what has no revisions, a tag that changes when it does.', schema: { type: 'string' } },
  Location: { schema: { type: 'string' } },
  'Dateline-State': {
    description:
      'The article’s state; `Dateline-Revision` and `Dateline-Live` are its newest revision and the one readers see, `Dateline-Ready` the one that comes out at `Dateline-Until`.',
    schema: { type: 'string' },
  },
  'Retry-After': { schema: { type: 'string' } },
}

export function buildOpenApi(): string {
  const paths: Record<string, JsonSchema> = {}
  for (const [call, words] of Object.entries(API_CALLS)) {
    const [method = '', path = ''] = call.split(' ')
    paths[`/api${path}`] = { ...paths[`/api${path}`], [method.toLowerCase()]: operation(path, words) }
  }
  const document = {
    openapi: '3.1.1',
    info: {
      title: 'Dateline editors’ API',
      version: '1',
      description: 'Upload, schedule, correct and withdraw. Errors are `application/problem+json` (RFC 9457) with sentences that say what to do.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { access: [] }],
    tags: [...new Set(Object.values(API_CALLS).map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: allSchemas(),
      parameters: Object.fromEntries(Object.entries(PARAMETERS).map(([name, parameter]) => [componentName(name), parameter])),
      headers: HEADERS,
      responses: Object.fromEntries(Object.entries(REFUSALS).map(([status, description]) => [`Refused${status}`, refusal(Number(status), description)])),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token made by an admin with a role: reporter, editor or admin.' },
        access: { type: 'apiKey', in: 'header', name: 'Cf-Access-Jwt-Assertion', description: 'Cloudflare Access, where the deployment has it.' },
      },
    },
  }
  return `${JSON.stringify(document, null, 1)}\n`
}

function operation(
  path: string,
  { id, summary, description, tag, needs, query, headers = [], body, bodyOptional, answers, refuses = [] }: CallInWords,
): JsonSchema {
  const pathNames = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const parameters = [...[...pathNames, ...headers].map(parameterRef), ...(query ? queryParameters(query) : [])]
  return {
    operationId: id,
    summary,
    description: [description, `Needs the role ${needs}.`].filter(Boolean).join(' '),
    tags: [tag],
    'x-role': needs,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: !bodyOptional, content: contentOf(body) } }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answerOf(answer)])),
      ...Object.fromEntries([...ALWAYS, ...refuses].sort().map((status) => [status, { $ref: `#/components/responses/Refused${status}` }])),
    },
  }
}

const parameterRef = (name: HeaderName | string): JsonSchema => ({ $ref: `#/components/parameters/${componentName(name)}` })
const componentName = (name: string) => name.replaceAll('-', '')

function queryParameters(query: GenericSchema): JsonSchema[] {
  const { properties = {} } = toJsonSchema(query, { typeMode: 'input', errorMode: 'ignore' })
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema }))
}

const answerOf = ({ says, content, headers = [] }: Answer): JsonSchema => ({
  description: says,
  ...(headers.length > 0 && { headers: Object.fromEntries(headers.map((name) => [name, { $ref: `#/components/headers/${name}` }])) }),
  ...(content && { content: contentOf(content) }),
})

const refusal = (status: number, description: string): JsonSchema => ({
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
