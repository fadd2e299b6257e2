/** Bytes from anywhere: a file, a browser's Blob, standard input. Hosts provide them; the engine only reads. */

/** Read in order, once. */
export interface ByteStream {
  /** Bytes as stored; chunks of any size, each owned by the receiver. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** As stored; null where unknown (standard input). */
  readonly size: number | null;
}

/** Read at any place: what an index or parallel work needs. */
export interface ByteSource {
  readonly size: number;
  /**
   * Exactly `length` bytes from `offset`, fewer only at the end of the file.
   * @param into memory of at least `length` bytes that the caller has no other use for; the result may lie in it.
   */
  read(offset: number, length: number, into?: Uint8Array): Promise<Uint8Array>;
}
