/** Letters as MIME (RFC 5322): plain text and HTML as alternatives, lines end with CR LF, only ASCII. */
import MailComposer from 'nodemailer/lib/mail-composer'
import { asciiAddress, hostOf } from './address.ts'
import type { Mailbox, Message } from './mailer.ts'
import { encodeText } from './transfer-encoding.ts'

/** The message must have been checked. `date` is when it is sent. */
export function composeMime(message: Message, date: Date): Uint8Array<ArrayBuffer> {
  const { head, boundary } = headOf(message, date)
  const ascii = new TextEncoder()
  const part = (type: string, text: string) => {
    const { name, bytes } = encodeText(text)
    return [ascii.encode(`\r\n--${boundary}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${name}\r\n\r\n`), bytes]
  }
  // The last alternative is the one that is shown.
  return joined([ascii.encode(`${head}\r\n`), ...part('text/plain', message.text), ...part('text/html', message.html), ascii.encode(`\r\n--${boundary}--\r\n`)])
}

/** Only the headers are written by Nodemailer: it folds them, encodes any script, and prevents header injection. */
function headOf(message: Message, date: Date): { head: string; boundary: string } {
  const mail = new MailComposer({
    from: mailbox(message.from),
    to: mailbox(message.to),
    ...(message.replyTo && { replyTo: mailbox(message.replyTo) }),
    subject: message.subject,
    // Two alternatives, so that it writes the headers for two.
    text: '-',
    html: '-',
    messageId: messageIdOf(message),
    date,
    headers: { ...message.headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()
  return { head: mail.buildHeaders(), boundary: mail.boundary || '' }
}

/** The same for every attempt, so that a mailbox can recognise a duplicate. */
const messageIdOf = ({ id, from }: Message) => `<${id}@${hostOf(from.address)}>`

const mailbox = ({ name, address }: Mailbox) => ({ name: name ?? '', address: asciiAddress(address) ?? '' })

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
