import { readFileSync } from 'node:fs'

/** Resident memory of a process in MiB (VmRSS of /proc); null where the system does not tell, or the process is gone. */
export function residentMemoryMb(pid: number): number | null {
  try {
    const match = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return match ? Number(match[1]) / 1024 : null
  } catch {
    return null
  }
}
