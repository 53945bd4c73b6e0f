/** Where files out of archives lie while they are read, in a database's folder of files. What is left there by a killed run is of no use. */
export const UNPACKED = 'unpacked'
