/** A real browser: the Chrome or Chromium of this machine, else the one that came from npm. */
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'

const INSTALLED = [
  process.env.CHROME_PATH,
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
]
/** Containers have neither user namespaces nor a large /dev/shm. */
const CHROMIUM_ARGS = ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none']

export async function launchBrowser(): Promise<Browser> {
  const installed = INSTALLED.find((path) => path && existsSync(path))
  return installed ? chromium.launch({ executablePath: installed, args: CHROMIUM_ARGS }) : launchBundledBrowser()
}

/** Where the browser that `launchBrowser` would start lies, for tools that start it themselves. */
export async function browserPath(): Promise<string> {
  return INSTALLED.find((path) => path && existsSync(path)) ?? (await import('@sparticuz/chromium')).default.executablePath()
}

async function launchBundledBrowser(): Promise<Browser> {
  const { default: packed, inflate } = await import('@sparticuz/chromium')
  const executablePath = await packed.executablePath()
  const args = [...CHROMIUM_ARGS, '--no-zygote', '--disable-gpu']
  // A machine without fonts: the package brings some, and the list of them.
  const env = existsSync('/etc/fonts/fonts.conf') ? { ...process.env } : { ...process.env, FONTCONFIG_PATH: join(tmpdir(), 'fonts') }
  try {
    return await chromium.launch({ executablePath, args, env })
  } catch (error) {
    if (!/shared libraries/.test(String(error))) throw error
    // A machine without a desktop lacks NSS and its like; the package carries them.
    const libraries = await inflate(join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin/al2023.tar.br'))
    return chromium.launch({ executablePath, args, env: { ...env, LD_LIBRARY_PATH: join(libraries, 'lib') } })
  }
}
