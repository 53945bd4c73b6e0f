import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createScheduler, createWorker, OEM } from 'tesseract.js'

/** Reads whole pages with tesseract.js, two workers, as its documentation shows it; prints how many characters it read. */
const require = createRequire(import.meta.url)
const langPath = join(dirname(require.resolve('@tesseract.js-data/chi_sim/package.json')), '4.0.0_best_int')
const scheduler = createScheduler()
for (let i = 0; i < 2; i++)
  scheduler.addWorker(await createWorker('chi_sim', OEM.LSTM_ONLY, { langPath, cacheMethod: 'none', gzip: true }))
const pages = await Promise.all(process.argv.slice(2).map(path => scheduler.addJob('recognize', path)))
const characters = pages.reduce((sum, { data }) => sum + data.text.length, 0)
await scheduler.terminate()
process.stdout.write(`${characters}\n`)
