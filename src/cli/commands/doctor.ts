import type { AddCommand } from '../command-context.ts'
import { examine } from '../examine.ts'
import { EXIT } from '../exit-error.ts'

export const doctor: AddCommand = (program, run) =>
  program
    .command('doctor')
    .description('Check a deployment, and say what to do')
    .option('--dkim <selector>', 'the name of your mail provider’s DKIM key')
    .option('--free-plan', 'check the limits of Cloudflare’s free plan')
    .addHelpText('after', '\nExample:\n  newsdesk doctor --url https://news.example')
    .action(
      run(async ({ print, ...context }, options) => {
        let faults = 0
        for await (const finding of examine({ print, ...context }, options)) {
          const { check, level, words, todo } = finding
          if (level === 'fault') faults++
          print.result(finding, `${level.padEnd(6)}  ${check.padEnd(14)}  ${words}${todo ? ` ${todo}` : ''}`)
        }
        print.remark(faults === 0 ? 'No faults found.' : `${faults} fault${faults === 1 ? '' : 's'} found.`)
        return faults === 0 ? EXIT.ok : EXIT.refused
      }),
    )
