/** Long work tells how far it is and can be stopped; it knows nothing of who watches. */
export interface Task {
  /** Called at block borders; both numbers are in compressed bytes, `total` null where the size is unknown. */
  readonly progress?: (done: number, total: number | null) => void;
  /** Aborting ends the work at the next block border with the signal's reason. */
  readonly signal?: AbortSignal;
}
