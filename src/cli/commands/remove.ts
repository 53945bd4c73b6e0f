import { Command } from 'commander'
import { dbOption, examples } from '../help.ts'

interface RemoveOptions {
  readonly db?: string
}

export function removeCommand(): Command {
  return new Command('remove')
    .summary('take documents out of the database')
    .description(
      'Takes documents with all their forms out of the database. Your files stay as they are. Forms that were duplicates of ' +
        'theirs are counted again.',
    )
    .argument('<document...>', 'file name, path or the beginning of the sha256')
    .addOption(dbOption())
    .addHelpText(
      'after',
      examples(
        ['tabularium remove draft.pdf', 'a document that should not count'],
        ['tabularium remove c83cfcc0', 'one of several of the same name, by its sha256'],
      ),
    )
    .action(async (names: readonly string[], { db }: RemoveOptions) => {
      const { resolveSettings } = await import('../../app/config.ts')
      const { openStore, openStoreReader } = await import('../../store/open-store.ts')
      const { findStoredDocument } = await import('../find-stored-document.ts')
      const { plural } = await import('../terminal/duration.ts')
      const file = resolveSettings({ db }).db
      await (await openStoreReader(file)).close()
      const store = await openStore(file)
      try {
        // All names are looked up first: a wrong one removes nothing.
        const documents = []
        for (const name of names) documents.push(await findStoredDocument(file, name))
        for (const { sha256, file: name, forms } of documents) {
          await store.removeDocument(sha256)
          process.stdout.write(`Removed ${name} (${sha256.slice(0, 12)}) with ${plural(forms, 'form')}.\n`)
        }
      } finally {
        await store.close()
      }
      process.stderr.write('What was read of it is kept; to free that space: tabularium gc\n')
    })
}
