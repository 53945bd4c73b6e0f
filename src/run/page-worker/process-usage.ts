import { readFileSync } from 'node:fs'

/** What a process holds and has used up. */
export interface ProcessUsage {
  /** Resident memory in MiB. */
  readonly residentMb: number
  /** Processor time of all its threads since its start, in ms. */
  readonly cpuMs: number
}

/** Linux counts processor time in hundredths of a second (USER_HZ) and memory in pages of 4 KiB on the machines Node runs on. */
const msPerTick = 10
const pageBytes = 4096

/** Usage of process `pid` from /proc (proc(5): utime, stime, rss); null where the system does not tell, or the process is gone. */
export function processUsage(pid: number): ProcessUsage | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The second field, the command, may hold spaces and brackets: fields are counted behind its last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [userTicks, systemTicks, residentPages] = [fields[11], fields[12], fields[21]].map(Number)
    return {
      residentMb: (residentPages! * pageBytes) / 2 ** 20,
      cpuMs: (userTicks! + systemTicks!) * msPerTick,
    }
  } catch {
    return null
  }
}
