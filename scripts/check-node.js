// Plain JavaScript that the oldest Node can read: it says what to do when the Node that runs is too old for the rest.
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    [
      `Dateline needs Node 22.18 or newer. You have ${process.versions.node}.`,
      'On Linux and Windows, run "npm ci" without --omit=optional. It installs a newer Node, which "npm run" and "npm start" use.',
      'On a Mac, install Node 24 from https://nodejs.org and try again.',
    ].join('\n'),
  )
  process.exit(1)
}
