/** Progress on standard error: a bar that moves on a terminal, a few plain lines elsewhere. */
import type { WriteStream } from "node:tty";

const WIDTH = 30;
/** Between two drawings, milliseconds. */
const PAUSE = 100;
/** Between two plain lines, milliseconds: a short run prints none. */
const LINE_PAUSE = 5_000;

export interface Progress {
  /** For `Task.progress`. */
  readonly update: (done: number, total: number | null) => void;
  /** Takes the bar away. */
  readonly end: () => void;
}

/** @param clock milliseconds from any start; a parameter for tests. */
export function progressOn(
  stream: Pick<WriteStream, "write" | "isTTY">,
  label: string,
  clock: () => number = () => performance.now(),
): Progress {
  const pause = stream.isTTY ? PAUSE : LINE_PAUSE;
  let last = clock();
  let drawn = false;
  return {
    update(done, total) {
      const now = clock();
      if (now - last < pause) return;
      last = now;
      const told = total === null ? megabytes(done) : percent(done, total);
      drawn = true;
      if (!stream.isTTY) stream.write(`${label} ${told}\n`);
      else stream.write(`\r\x1b[K${label} ${total === null ? "" : `${bar(done / Math.max(1, total))} `}${told}`);
    },
    end() {
      if (drawn && stream.isTTY) stream.write("\r\x1b[K");
      drawn = false;
    },
  };
}

function bar(share: number): string {
  const full = Math.round(Math.min(1, share) * WIDTH);
  return "█".repeat(full) + "░".repeat(WIDTH - full);
}

function percent(done: number, total: number): string {
  return `${Math.floor((100 * done) / Math.max(1, total))} %`;
}

function megabytes(done: number): string {
  return `${(done / 1e6).toFixed(0)} MB`;
}
