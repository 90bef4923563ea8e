/** A letter as the newsroom sends it, and what comes back of it. */
import { type ParsedMail, simpleParser } from 'mailparser'
import type { Message } from '../../../src/newsletter/delivery/mailer.ts'

export const letter = (change: Partial<Message> = {}): Message => ({
  from: { name: 'The Test Line', address: 'letters@news.example' },
  to: { address: 'reader@example.org' },
  subject: 'Two leaders speak by phone',
  html: '<!doctype html><html lang="en"><body><h1>Two leaders speak by phone</h1><p>They spoke for half an hour.</p></body></html>',
  text: 'Two leaders speak by phone\n\nThey spoke for half an hour.\n',
  id: 'issue-7.reader-1',
  headers: {
    'List-Unsubscribe': '<https://news.example/newsletters/unsubscribe/t0ken>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Id': '<daily.news.example>',
    'X-Dateline-Issue': '7',
  },
  ...change,
})

/** To so many readers, each with an id and an address of their own. */
export const letters = (count: number) =>
  Array.from({ length: count }, (_, at) => letter({ to: { address: `reader-${at}@example.org` }, id: `issue-7.reader-${at}` }))

export const parsed = (raw: Uint8Array | string): Promise<ParsedMail> => simpleParser(Buffer.from(raw))

/** The head as it travels, unfolded: names in lower case, in order. */
export function headOf(raw: Uint8Array | string): { name: string; value: string }[] {
  const text: string = Buffer.from(raw).toString('latin1')
  return (text.split('\r\n\r\n')[0] ?? '')
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => ({ name: line.slice(0, line.indexOf(':')).toLowerCase(), value: line.slice(line.indexOf(':') + 1).trim() }))
}
