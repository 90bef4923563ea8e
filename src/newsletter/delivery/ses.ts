/**
 * Amazon SES, API v2: one signed call per letter, with our own MIME. SendBulkEmail accepts 50 at once, but only as a
 * template, in which `{{` in a story would be misread. Not idempotent
 * (docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html).
 */

import { AwsClient } from 'aws4fetch'
import { readSetting } from '../../edge/setting.ts'
import { asciiAddress } from './address.ts'
import { closedMailer } from './closed-mailer.ts'
import { DAILY_QUOTA_SECONDS } from './daily-quota.ts'
import { type Attempt, sendEach } from './each-letter.ts'
import { ask, type Fetcher, failureOf, type HttpAnswer, isSuccess, keyIn, originIn, saidIn } from './http-answer.ts'
import type { Delivery, Mailer, Message } from './mailer.ts'
import { ISSUE_HEADER } from './mailer.ts'
import { composeMime } from './mime.ts'
import { base64Of } from './transfer-encoding.ts'

/** A Worker may wait for six connections at a time; one stays free. */
const LANES = 5

export type SesSettings = { keyId: string; secret: string; region: string; configurationSet?: string; origin?: string; timeoutMs?: number }

export function sesFrom(env: Env): Mailer {
  const [keyId, secret, region] = ['SES_KEY_ID', 'SES_SECRET', 'SES_REGION'].map((name) => keyIn(env, name))
  if (!keyId || !secret || !region) return closedMailer('ses', 'SES_KEY_ID, SES_SECRET and SES_REGION must all be set.')
  if (!/^[a-z\d-]{5,30}$/.test(region)) return closedMailer('ses', 'SES_REGION must be the name of a region, such as eu-west-1.')
  const configurationSet = readSetting(env, 'SES_CONFIGURATION_SET')
  return sesMailer({ keyId, secret, region, ...(configurationSet && { configurationSet }), ...originIn(env, 'SES_ORIGIN') })
}

export function sesMailer(settings: SesSettings, fetcher: Fetcher = (request) => fetch(request)): Mailer {
  const { keyId, secret, region } = settings
  // Its own retries would send twice.
  const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, service: 'ses', region, retries: 0 })
  return {
    name: 'ses',
    idempotent: false,
    maxBatch: 50,
    callsFor: (letters) => letters,
    send: (messages) => sendEach(messages, LANES, (message) => sendOne(client, settings, fetcher, message)),
  }
}

async function sendOne(client: AwsClient, settings: SesSettings, fetcher: Fetcher, message: Message): Promise<Attempt> {
  const { region, origin = `https://email.${region}.amazonaws.com`, timeoutMs, configurationSet } = settings
  const issue = message.headers[ISSUE_HEADER]
  const body = JSON.stringify({
    Destination: { ToAddresses: [asciiAddress(message.to.address)] },
    Content: { Raw: { Data: base64Of(composeMime(message, new Date())) } },
    ...(issue && { EmailTags: [{ Name: 'issue', Value: issue }] }),
    ...(configurationSet && { ConfigurationSetName: configurationSet }),
  })
  const request = await client.sign(`${origin}/v2/email/outbound-emails`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
  const answer = await ask(fetcher, request, timeoutMs)
  const providerId = saidIn(answer, 'MessageId')
  if (isSuccess(answer) && providerId) return { delivery: { result: 'sent', providerId } }
  const delivery = sesFailure(answer, [settings.secret, settings.keyId])
  return { delivery, shut: delivery.result !== 'rejected' }
}

function sesFailure(answer: HttpAnswer, secrets: readonly string[]): Delivery {
  const type = answer.kind === 'none' ? '' : (answer.headers.get('x-amzn-errortype')?.split(/[:;]/)[0] ?? '')
  const words = saidIn(answer, 'message', secrets) || saidIn(answer, 'Message', secrets)
  const said = `${type} ${words}`.trim()
  if (answer.kind === 'none' || answer.status < 400 || answer.status >= 500) return failureOf('ses', answer, said)
  const failure = failureOf('ses', answer, said)
  if (/daily message quota/i.test(words)) return { result: 'deferred', reason: failureReason(failure), retryAfterSeconds: DAILY_QUOTA_SECONDS }
  // In a sandbox, every reader's address is "not verified"; that doesn't mean it is bad.
  const isAccounts = ACCOUNT_ERRORS.has(type) || /not verified/i.test(words)
  return isAccounts && failure.result === 'rejected' ? { result: 'deferred', reason: failure.reason } : failure
}

const ACCOUNT_ERRORS = new Set([
  'AccountSuspendedException',
  'LimitExceededException',
  'MailFromDomainNotVerifiedException',
  'SendingPausedException',
  'ThrottlingException',
])

const failureReason = (failure: Delivery) => (failure.result === 'sent' ? '' : failure.reason)
