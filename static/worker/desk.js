// The desk of the Web Worker: takes questions, hands each to the engine, sends back what comes.
// A question is { id, ask, text } or, for files, { id, ask: "meter", files, text }. Answers carry the same id.
import init, { ask, Meter } from "./worker.js";

const engine = init();

/** Bytes that are read at once: large enough to be fast, small enough to be cancelled at once. */
const SLICE = 1 << 22;
/** Milliseconds between two reports of progress. */
const REST = 100;

self.onmessage = async ({ data }) => {
  const { id } = data;
  try {
    await engine;
    const done = data.files ? await meter(data) : ask(data.text);
    self.postMessage({ id, done });
  } catch (fault) {
    self.postMessage({ id, failed: fault instanceof Error ? fault.message : String(fault) });
  }
};

/** Reads files slice by slice; the browser fetches the next slice while the engine works on this one. */
async function meter({ id, files, text }) {
  const meter = new Meter(text);
  const all = files.reduce((sum, file) => sum + file.size, 0);
  const began = performance.now();
  let [before, said] = [0, began];
  for (const file of files) {
    meter.open(file.name);
    let next = slice(file, 0);
    for (let from = 0; from < file.size; from += SLICE) {
      const bytes = await next;
      next = slice(file, from + SLICE);
      meter.feed(bytes);
      const now = performance.now();
      if (now - said > REST) {
        said = now;
        const bytes = before + Math.min(from + SLICE, file.size);
        self.postMessage({ id, progress: { bytes, all, events: meter.events(), milliseconds: now - began, file: file.name } });
      }
    }
    meter.close();
    before += file.size;
  }
  return meter.report();
}

const slice = async (file, from) => new Uint8Array(await file.slice(from, from + SLICE).arrayBuffer());
