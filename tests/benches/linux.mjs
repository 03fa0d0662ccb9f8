/** What Linux tells of its processes. Other systems tell nothing here, and those figures are missing. */

import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Fewer cores than this at work count as a quiet machine. */
const QUIET = 0.35;
/** How many seconds to wait for one. */
const PATIENCE = 4;

/** The most memory a process has had, in bytes. @param {number} pid */
export function peakMemory(pid) {
  const kilobytes = read(`/proc/${pid}/status`)?.match(/^VmHWM:\s+(\d+)/m)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

/** Waits a little for other programs to leave the cores alone. */
export async function quietMachine() {
  for (let second = 0; second < PATIENCE; second++) {
    const before = busySeconds();
    await sleep(1000);
    if (!(busySeconds() - before > QUIET)) return;
  }
}

/** How long all cores have worked since the start of the machine; not a number where it cannot be told. */
function busySeconds() {
  const [, ...times] = (read("/proc/stat") ?? "").split("\n")[0].split(/\s+/).map(Number);
  const [user, nice, system, , , interrupts, others] = times;
  return (user + nice + system + interrupts + others) / 100;
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
