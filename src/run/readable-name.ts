/** Endings of files that may be read; other files of folders and archives are no inputs. */
export function hasReadableName(path: string): boolean {
  return /\.(pdf|png|jpe?g|tiff?|txt|tsv)$/iu.test(path)
}

/** Archives that are opened, and their files read. */
export function isArchiveName(path: string): boolean {
  return /\.zip$/iu.test(path)
}
