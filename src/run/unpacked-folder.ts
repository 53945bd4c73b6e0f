/** Where files out of archives lie while they are read, in a database's folder of files. */
export const UNPACKED = 'unpacked'
