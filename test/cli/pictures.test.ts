import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { cli, ended, repositoryFile, startCli, temporaryFolder } from './run-cli.ts'

const folder = temporaryFolder()
const file = (name: string) => join(folder.path, name)
const digital = repositoryFile('samples/digital-form.pdf')
const scan = repositoryFile('samples/office-form.pdf')

/** Share of dark pixels: none on white paper, all on black. */
async function ink(picture: string): Promise<number> {
  const data = await sharp(picture).greyscale().raw().toBuffer()
  return data.filter(value => value < 128).length / data.length
}

describe('pictures', () => {
  afterAll(() => folder.remove())

  it('show --crop: the picture of a value', async () => {
    expect((await cli(['ingest', digital, scan, '--db', file('x.db'), '--no-progress'])).status).toBe(0)
    for (const form of ['digital-form.pdf:1', 'office-form.pdf']) {
      const crop = file(`${form}.png`.replace(':', '-'))
      const { status, stdout, stderr } = await cli([
        'show',
        form,
        'funds.totalAnnual',
        '--crop',
        crop,
        '--db',
        file('x.db'),
      ])
      expect([status, stderr]).toEqual([0, `Picture written to ${crop}.\n`])
      expect(stdout).toMatch(/page 1, .* pt/u)
      const { width = 0, height = 0 } = await sharp(crop).metadata()
      expect(width).toBeGreaterThan(height)
      expect(await ink(crop)).toBeGreaterThan(0.005)
      expect(await ink(crop)).toBeLessThan(0.3)
    }
  })

  it('report corrections: the page shows the cells of digital and scanned pages', async () => {
    const page = file('corrections.html')
    const images = async (args: readonly string[]) => {
      expect((await cli(['report', 'corrections', '--out', page, '--db', file('x.db'), ...args])).status).toBe(0)
      return (
        readFileSync(page, 'utf8').match(/<img class="cell"[^>]*src="data:image\/webp;base64,[^"]{200,}">/gu)?.length ??
        0
      )
    }
    const placed = 'SELECT count(*) AS n FROM corrections WHERE box_x IS NOT NULL'
    const { stdout } = await cli(['query', placed, '--format', 'json', '--db', file('x.db')])
    const [{ n }] = JSON.parse(stdout) as [{ n: number }]
    expect(n).toBeGreaterThan(0)
    expect(await images([])).toBe(n)
    expect(await images(['--no-pictures'])).toBe(0)
  })

  it('pages --overlay: a picture a page', async () => {
    const { status, stdout } = await cli(['pages', digital, '--overlay', file('pages')])
    expect(status).toBe(0)
    expect(readdirSync(file('pages'))).toEqual(['digital-form-1.png', 'digital-form-2.png'])
    expect(stdout).toMatch(/digital-form-2\.png {2}pdf-text, quality 1\.00, tables \d+ × \d+/u)
    expect(readFileSync(file('pages/digital-form-1.png')).subarray(1, 4).toString()).toBe('PNG')
  })

  it('Ctrl-C: what is under way is finished, the rest is left for the next run', async () => {
    const scans = [scan, repositoryFile('samples/poor-form.pdf'), repositoryFile('samples/seal-form.pdf')]
    const child = startCli(['ingest', ...scans, '--db', file('i.db'), '--jobs', '1', '--json'])
    const result = ended(child)
    await once(child.stderr!, 'data')
    child.kill('SIGINT')
    const { status, stdout } = await result
    expect(status).toBe(130)
    const summary = JSON.parse(stdout) as { interrupted: boolean; documents: Array<{ status: string }> }
    expect(summary.interrupted).toBe(true)
    expect(summary.documents.length).toBeGreaterThan(0)
    expect(summary.documents.length).toBeLessThan(scans.length)
    expect(summary.documents.every(({ status }) => status !== 'failed')).toBe(true)
  })
})
