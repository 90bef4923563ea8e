/** Letters as they travel (RFC 5322, MIME): plain text and HTML as alternatives, lines ended by CR LF, nothing but ASCII. */
import MailComposer from 'nodemailer/lib/mail-composer'
import { asciiAddress, hostOf } from './address.ts'
import type { Mailbox, Message } from './mailer.ts'

/** Of a message that was checked. `date` is when it is sent. */
export async function composeMime(message: Message, date: Date): Promise<Uint8Array<ArrayBuffer>> {
  const mail = new MailComposer({
    from: mailbox(message.from),
    to: mailbox(message.to),
    ...(message.replyTo && { replyTo: mailbox(message.replyTo) }),
    subject: message.subject,
    text: message.text,
    html: message.html,
    messageId: messageIdOf(message),
    date,
    headers: { ...message.headers },
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return mail.compile().build() as Promise<Uint8Array<ArrayBuffer>>
}

/** The same for every attempt, so that a reader's mailbox may know a letter again. */
export const messageIdOf = ({ id, from }: Message) => `<${id}@${hostOf(from.address)}>`

const mailbox = ({ name, address }: Mailbox) => ({ name: name ?? '', address: asciiAddress(address) ?? '' })
