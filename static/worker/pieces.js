// The bytes of a file, for the desk of the page and for the packages.

/** Bytes that are asked for at once. The browser goes on fetching while the engine works. */
const FETCHED = 1 << 21;

/**
 * Reads a File or Blob piece by piece. Where it can be, all pieces come in one buffer, which saves a browser half of the work:
 * a piece holds its bytes until the next one is asked for.
 */
export async function* pieces(file) {
  const [stream, mode] = [file.stream(), { mode: "byob" }];
  let [reader, buffer] = [undefined, undefined];
  try {
    [reader, buffer] = [stream.getReader(mode), new ArrayBuffer(FETCHED)];
  } catch {
    reader = stream.getReader();
  }
  try {
    for (;;) {
      const { done, value } = await (buffer ? reader.read(new Uint8Array(buffer)) : reader.read());
      if (done) return;
      yield value;
      if (buffer) buffer = value.buffer;
    }
  } finally {
    // Whoever has enough ends the fetching too.
    reader.cancel().catch(() => {});
  }
}
