import cliProgress from 'cli-progress'
import { cutText } from './text-width.ts'

/** A bar on a terminal's last line, with lines of text going up above it. */
export interface Bar {
  update(done: number, files: number, says: string, current: string): void
  log(text: string): void
  stop(): void
}

const BAR_SIZE = 20

export function createBar(stream: NodeJS.WriteStream): Bar {
  const bars = new cliProgress.MultiBar(
    { stream, format: '{bar} {text}', barsize: BAR_SIZE, clearOnComplete: true, gracefulExit: false },
    cliProgress.Presets.shades_classic,
  )
  let bar: cliProgress.SingleBar | undefined
  return {
    update: (done, files, says, current) => {
      // A bar that goes over its line leaves traces.
      const text = cutText(current === '' ? says : `${says} · ${current}`, (stream.columns ?? 80) - BAR_SIZE - 2)
      bar ??= bars.create(files, done, { text })
      bar.setTotal(files)
      bar.update(done, { text })
    },
    log: text => {
      bars.log(`${text}\n`)
      bars.update()
    },
    stop: () => bars.stop(),
  }
}
