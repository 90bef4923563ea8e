/** Which old addresses are used, and which that are asked for lead nowhere by now. */
import { redirectPressOf } from '../press/redirect-calls.ts'
import { type AddressReport, readershipOf } from '../readership/calls.ts'

export async function addressReportOf(env: Env): Promise<AddressReport> {
  const report = await readershipOf(env).addressReport()
  const lost = new Set(await redirectPressOf(env).leadingNowhere(report.missing.map(({ address }) => address)))
  return { ...report, missing: report.missing.filter(({ address }) => lost.has(address)) }
}
