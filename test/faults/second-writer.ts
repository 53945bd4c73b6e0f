import { openStore } from '../../src/store/open-store.ts'

/** Opens the database named on the command line for writing, says so, and stays. */
await openStore(process.argv[2] ?? '')
process.send?.('open')
setInterval(() => {}, 60_000)
