// Plain JavaScript that the oldest Node can read: it says what to do when the Node that runs is too old for the rest.
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    [
      `This is Node ${process.versions.node}; Dateline's tools need 22.18 or newer.`,
      'On Linux and Windows a newer one comes with "npm ci", and "npm run" and "npm start" use it: was that run, without --omit=optional?',
      'On a Mac, install Node 24 from https://nodejs.org and try again.',
    ].join('\n'),
  )
  process.exit(1)
}
