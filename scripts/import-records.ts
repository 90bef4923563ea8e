/** Brings the demo's authors, with their portraits, and its topics into a site that has no record of them yet. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run-node.ts'

type DemoRecord = { slug: string; portrait?: { src: string } }
type Records = { authors: DemoRecord[]; topics: DemoRecord[] }
type Site = { url: string; token: string }

/** Whether all of it is there now. */
export async function importRecords(site: Site): Promise<boolean> {
  const { authors, topics } = JSON.parse(readFileSync(join(root, 'demo/records.json'), 'utf8')) as Records
  for (const author of authors) {
    const portrait = author.portrait && { ...author.portrait, src: await upload(site, author.portrait.src) }
    if (!(await saveNew(site, `/api/authors/${author.slug}`, { ...author, ...(portrait && { portrait }) }))) return false
  }
  for (const topic of topics) if (!(await saveNew(site, `/api/topics/${topic.slug}`, topic))) return false
  return true
}

/** A picture that the site has already has the same address. */
async function upload(site: Site, file: string): Promise<string> {
  const answer = await send(site, 'POST', '/api/pictures', readFileSync(join(root, 'demo', file)), { 'Content-Type': 'image/jpeg' })
  return ((await answer.json()) as { src: string }).src
}

/** Nobody's own words are written over. */
async function saveNew(site: Site, path: string, record: object) {
  const { status } = await send(site, 'PUT', path, JSON.stringify(record), { 'Content-Type': 'application/json', 'If-None-Match': '*' })
  return status === 201 || status === 412
}

const send = ({ url, token }: Site, method: string, path: string, body: string | Buffer, headers: Record<string, string>) =>
  fetch(`${url}${path}`, { method, body: typeof body === 'string' ? body : new Uint8Array(body), headers: { ...headers, Authorization: `Bearer ${token}` } })
