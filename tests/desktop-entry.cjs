// What journeys start in the place of the app: the app, as soon as whoever drives it listens. A driver that comes while the window's first page
// takes the place of the empty one before it is never told of that page, and waits for it until the time of its journey is up.
const { resolve } = require('node:path')
const { app } = require('electron')

const root = resolve(__dirname, '..')
const { main, productName } = require('../package.json')
const ready = app.whenReady()
app.setAppPath(root)
app.setName(productName)
const listens = new Promise(resolve => {
  // Playwright calls it once it is connected with the app and its pages.
  globalThis.__playwright_run = resolve
})
app.whenReady = () => listens.then(() => ready)
require(resolve(root, main))
