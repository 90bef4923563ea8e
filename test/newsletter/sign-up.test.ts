import { expect, test } from 'vitest'
import { forget } from '../../src/edition/edition.ts'
import { ar } from '../../src/page/phrases/ar.ts'
import { de } from '../../src/page/phrases/de.ts'
import { en } from '../../src/page/phrases/en.ts'
import { site } from '../../src/site.tsx'
import { fakeEnv, testSite } from '../fakes.ts'

const post = async (lang: string, form: Record<string, string>) => {
  forget()
  const { kv, env } = fakeEnv()
  kv.put('site', { ...testSite, lang })
  const response = await site.request('/newsletters', { method: 'POST', headers: { 'cf-ipcountry': 'SG' }, body: new URLSearchParams(form) }, env)
  return { status: response.status, html: await response.text() }
}
const flawsIn = (html: string) => [...html.matchAll(/<p class="flaw"[^>]*>([^<]*)</g)].map(([, text]) => text)

test.each(Object.entries({ en, de, ar }))('a form in %s is told in its own language what to mend', async (lang, { emailFlaw, listFlaw, consentFlaw }) => {
  const form = { email: 'reader@example.org', list: 'daily', consent: '2026-11' }
  for (const email of ['', ' ', 'no address', 'reader@example', `reader@${'e'.repeat(250)}.org`]) {
    const { status, html } = await post(lang, { ...form, email })
    expect([status, flawsIn(html)[0]]).toEqual([422, emailFlaw])
  }
  expect(flawsIn((await post(lang, { ...form, list: 'hourly' })).html)).toEqual([listFlaw])
  expect(flawsIn((await post(lang, { email: form.email, consent: form.consent })).html)).toEqual([listFlaw])
  expect(flawsIn((await post(lang, { email: form.email, list: form.list })).html)).toEqual([consentFlaw])
})
