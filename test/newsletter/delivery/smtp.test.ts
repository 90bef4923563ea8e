import { createServer, type Server, type Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { MAIL_SERVER, SNS } from './certificates.ts'
import { startWorkerd, type Workerd } from './in-workerd.ts'
import { letter, letters, parsed } from './letter.ts'

const USER = 'newsroom'
const PASSWORD = 'p@ss:w%rd/ü'
const LOGIN = `${USER}:${encodeURIComponent(PASSWORD)}`

type Taken = { from: string; to: string[]; raw: string; secure: boolean; user: string; session: string }

let workerd: Workerd
const closing: (() => void)[] = []
beforeAll(async () => {
  workerd = await startWorkerd()
}, 60_000)
afterAll(() => workerd.stop())
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const send = (url: string, messages = [letter()]) => workerd.send({ MAIL_LETTERS: 'smtp', SMTP_URL: url }, messages)

/** npm smtp-server, and what it took. */
async function mailServer(options: SMTPServerOptions = {}) {
  const taken: Taken[] = []
  const seen = { connections: 0, passwords: 0 }
  const server = new SMTPServer({
    key: MAIL_SERVER.key,
    cert: MAIL_SERVER.certificate,
    authOptional: true,
    onAuth: ({ username, password }, _, callback) => {
      seen.passwords++
      return username === USER && password === PASSWORD ? callback(null, { user: username }) : callback(new Error('No.'))
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        taken.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('latin1'),
          secure: session.secure,
          user: session.user ?? '',
          session: session.id,
        })
        callback()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  server.server.on('connection', () => seen.connections++)
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', () => resolve()))
  closing.push(() => server.close())
  const address = server.server.address()
  return { taken, seen, port: typeof address === 'object' && address ? address.port : 0 }
}

describe('a letter is delivered', () => {
  test.each([
    ['over TLS from the start', { secure: true }, (port: number) => `smtps://${LOGIN}@localhost:${port}`, true, USER],
    ['over STARTTLS', {}, (port: number) => `smtp://${LOGIN}@localhost:${port}`, true, USER],
    ['in plain, on one’s own network', {}, (port: number) => `smtp://127.0.0.1:${port}?tls=none`, false, ''],
  ])('%s', async (_, options, urlOf, secure, user) => {
    const { taken, port } = await mailServer(options)
    const subject = 'عاجل 👨‍👩‍👧 Breaking'
    expect(await send(urlOf(port), [letter({ subject, to: { name: 'Ada', address: 'leser@bücher.example' } })])).toEqual([{ result: 'sent' }])
    expect(taken).toHaveLength(1)
    expect(taken[0]).toMatchObject({ from: 'letters@news.example', to: ['leser@bücher.example'], secure, user })
    const mail = await parsed(taken[0]?.raw ?? '')
    expect(mail).toMatchObject({ subject, text: letter().text, html: letter().html, messageId: '<issue-7.reader-1@news.example>' })
    expect(taken[0]?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n')
  })

  test('with its dots where they were', async () => {
    const { taken, port } = await mailServer()
    const text = '.\n..\n.hidden\nEnd.\n'
    await send(`smtp://127.0.0.1:${port}?tls=none`, [letter({ text })])
    expect((await parsed(taken[0]?.raw ?? '')).text).toBe(text)
  })
})

test('a batch goes over as many connections as were allowed, and every letter once', async () => {
  const { taken, port } = await mailServer()
  const one = await send(`smtp://127.0.0.1:${port}?tls=none`, letters(30))
  expect(one).toEqual(letters(30).map(() => ({ result: 'sent' })))
  expect(new Set(taken.map(({ session }) => session)).size).toBe(1)
  expect(taken.map(({ to }) => to[0])).toEqual(letters(30).map(({ to }) => to.address))

  taken.length = 0
  await send(`smtp://127.0.0.1:${port}?tls=none&connections=3`, letters(30))
  expect(new Set(taken.map(({ session }) => session)).size).toBe(3)
  expect(taken.map(({ to }) => to[0] ?? '').sort()).toEqual(
    letters(30)
      .map(({ to }) => to.address)
      .sort(),
  )
})

test('what does not pass our own check is not sent, and the rest of its batch is', async () => {
  const { taken, port } = await mailServer()
  const bad = letter({ to: { address: 'a@example.org\r\nRCPT TO:<b@example.org>' } })
  expect(await send(`smtp://127.0.0.1:${port}?tls=none`, [letter(), bad, letter()])).toEqual([
    { result: 'sent' },
    { result: 'rejected', reason: '"to" isn’t one valid email address.' },
    { result: 'sent' },
  ])
  expect(taken).toHaveLength(2)
})

test.each([
  ['that nobody vouches for', { key: SNS.key, cert: SNS.certificate }, 'localhost'],
  ['of another host', {}, '127.0.0.2'],
])(
  'a certificate %s gets no letter and no password',
  async (_, certificate, host) => {
    for (const secure of [true, false]) {
      const { taken, port, seen } = await mailServer({ ...certificate, secure })
      const [delivery] = await send(`${secure ? 'smtps' : 'smtp'}://${LOGIN}@${host}:${port}`)
      expect(delivery).toMatchObject({ result: 'deferred' })
      expect({ taken, seen }).toEqual({ taken: [], seen: { connections: 1, passwords: 0 } })
    }
  },
  60_000,
)

test('a server without STARTTLS gets no letter and no password', async () => {
  const { taken, port } = await mailServer({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] })
  const [delivery] = await send(`smtp://${LOGIN}@localhost:${port}`)
  expect(delivery).toMatchObject({ result: 'deferred' })
  expect(taken).toEqual([])
})

test('a wrong password defers everything, and stands in no reason', async () => {
  const { port } = await mailServer({ secure: true, onAuth: (_, __, callback) => callback(new Error(`535 5.7.8 ${USER} with ${PASSWORD} is not known`)) })
  const deliveries = await send(`smtps://${LOGIN}@localhost:${port}`, letters(3))
  for (const delivery of deliveries) expect(delivery).toMatchObject({ result: 'deferred', retryAfterSeconds: 300 })
  expect(JSON.stringify(deliveries)).not.toContain(PASSWORD)
  expect(JSON.stringify(deliveries)).not.toContain(USER)
})

/** A server that answers by the script: what to say to each command, or to drop the connection. */
async function scriptedServer(script: Record<string, string | 'drop' | 'silence'>, lettersTaken: string[] = []) {
  const answers: Record<string, string> = {
    greeting: '220 test',
    EHLO: '250 test',
    MAIL: '250 ok',
    RCPT: '250 ok',
    DATA: '354 go on',
    '.': '250 ok',
    RSET: '250 ok',
    QUIT: '221 bye',
    ...script,
  }
  let connections = 0
  const server: Server = createServer((socket: Socket) => {
    connections++
    let rest = ''
    let inData = false
    const say = (name: string) => {
      const answer = answers[name] ?? '500 what?'
      if (answer === 'drop') socket.destroy()
      else if (answer !== 'silence') socket.write(`${answer}\r\n`)
      if (name === 'DATA' && answer.startsWith('3')) inData = true
    }
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1')
      for (;;) {
        const end = inData ? rest.indexOf('\r\n.\r\n') : rest.indexOf('\r\n')
        if (end < 0) return
        const line = rest.slice(0, end)
        rest = rest.slice(end + (inData ? 5 : 2))
        if (inData) {
          inData = false
          lettersTaken.push(line)
          say('.')
        } else say(line.split(' ')[0] ?? '')
      }
    })
    say('greeting')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `smtp://127.0.0.1:${port}?tls=none`, connections: () => connections }
}

describe('what a mail server answers', () => {
  test.each([
    ['refuses the reader', { RCPT: '550 5.1.1 <reader@example.org> unknown' }, 'rejected'],
    ['refuses the reader for now', { RCPT: '451 4.7.1 greylisted, come back' }, 'deferred'],
    ['relays for nobody', { RCPT: '554 5.7.1 relaying denied' }, 'deferred'],
    ['refuses the sender', { MAIL: '550 5.7.1 not one of ours' }, 'deferred'],
    ['finds the letter too large', { MAIL: '552 5.3.4 too large' }, 'rejected'],
    ['takes no data', { DATA: '554 no' }, 'rejected'],
    ['takes no data for now', { DATA: '452 4.3.1 disk full' }, 'deferred'],
    ['refuses the letter', { '.': '554 5.7.1 spam' }, 'rejected'],
    ['refuses the letter for now', { '.': '450 4.2.2 mailbox full' }, 'deferred'],
    ['closes with 421', { MAIL: '421 4.7.0 too many' }, 'deferred'],
    ['closes with 421 after the letter', { '.': '421 4.3.2 going down' }, 'deferred'],
    ['greets with a refusal', { greeting: '554 go away' }, 'deferred'],
    ['breaks off before the greeting', { greeting: 'drop' }, 'deferred'],
    ['breaks off at the sender', { MAIL: 'drop' }, 'deferred'],
    ['breaks off at the reader', { RCPT: 'drop' }, 'deferred'],
    ['breaks off before the letter', { DATA: 'drop' }, 'deferred'],
    ['breaks off after the letter', { '.': 'drop' }, 'uncertain'],
    ['answers the letter with nonsense', { '.': 'what?' }, 'uncertain'],
  ])(
    'that %s',
    async (_, script, result) => {
      const { url } = await scriptedServer(script)
      const [delivery] = await send(url)
      expect(delivery?.result).toBe(result)
      expect(JSON.stringify(delivery)).not.toContain('@example.org')
      // A server that is gone before anybody listened is waited for, as one that is slow to greet.
    },
    30_000,
  )

  test('in the middle of a batch counts for its own letter alone', async () => {
    let number = 0
    const { taken, port } = await mailServer({
      onRcptTo: (_, __, callback) => (number++ % 3 === 1 ? callback(Object.assign(new Error('unknown'), { responseCode: 550 })) : callback()),
    })
    const results = (await send(`smtp://127.0.0.1:${port}?tls=none`, letters(6))).map(({ result }) => result)
    expect(results).toEqual(['sent', 'rejected', 'sent', 'sent', 'rejected', 'sent'])
    expect(new Set(taken.map(({ session }) => session)).size).toBe(1)
  })
})

test('a server that breaks off after a letter leaves that one uncertain, and the rest for later', async () => {
  const taken: string[] = []
  const { url, connections } = await scriptedServer({ '.': 'drop' }, taken)
  const results = (await send(url, letters(50))).map(({ result }) => result)
  expect(results).toEqual(['uncertain', ...letters(49).map(() => 'deferred')])
  expect([taken.length, connections()]).toEqual([1, 1])
})

test('a server that ends connections after so many letters gets every letter once, over new ones', async () => {
  let number = 0
  const { taken, port } = await mailServer({
    onMailFrom: (_, __, callback) =>
      number++ % 8 === 7 ? callback(Object.assign(new Error('4.7.0 enough for one connection'), { responseCode: 421 })) : callback(),
  })
  expect((await send(`smtp://127.0.0.1:${port}?tls=none`, letters(30))).map(({ result }) => result)).toEqual(letters(30).map(() => 'sent'))
  expect(taken.map(({ to }) => to[0])).toEqual(letters(30).map(({ to }) => to.address))
  expect(new Set(taken.map(({ session }) => session)).size).toBe(5)
})

describe('a server that falls silent', () => {
  test.each([
    ['before it greets', { greeting: 'silence' }, ['deferred', 'deferred']],
    ['at EHLO', { EHLO: 'silence' }, ['deferred', 'deferred']],
    ['at the sender', { MAIL: 'silence' }, ['deferred', 'deferred']],
    ['at the reader', { RCPT: 'silence' }, ['deferred', 'deferred']],
    ['before the letter', { DATA: 'silence' }, ['deferred', 'deferred']],
    ['after the letter', { '.': 'silence' }, ['uncertain', 'deferred']],
    ['after a refusal', { RCPT: '550 5.1.1 unknown', RSET: 'silence' }, ['rejected', 'rejected']],
  ] as const)(
    '%s is not waited for without end',
    async (_, script, results) => {
      const { url } = await scriptedServer(script)
      expect((await send(`${url}&timeout=1`, letters(2))).map(({ result }) => result)).toEqual(results)
    },
    20_000,
  )
})

test('where nothing listens the batch is put off at once', async () => {
  const results = await send('smtp://127.0.0.1:1?tls=none', letters(100))
  expect(results.every(({ result }) => result === 'deferred')).toBe(true)
})

test.each([
  ['https://mail.example', 'begins with smtp'],
  ['mail.example:587', 'begins with smtp'],
  ['smtp://newsroom:secretword@mail.example?tls=none', 'without TLS'],
  ['smtp://newsroom@mail.example', 'no password'],
  ['smtp://newsroom:100%@mail.example', 'encoded'],
  ['smtps://mail.example?connections=50', 'connections'],
  ['smtps://mail.example?timeout=3600', 'seconds'],
  ['not an address', 'no address'],
])('SMTP_URL as %j is refused in words that do not repeat it', async (url, words) => {
  const [delivery] = await send(url)
  expect(delivery).toMatchObject({ result: 'deferred', reason: expect.stringContaining(words) })
  expect(JSON.stringify(delivery)).not.toMatch(/secretword|mail\.example|100%/)
})
