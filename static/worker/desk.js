// The desk of the Web Worker: takes questions, hands each to the engine, sends back what comes.
// A message is { id, texts }, a list of questions, or { id, texts: [options], files } for files to be metered. What comes
// back carries the same id: a part for each question, progress, and in the end that it is done, or why not.
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
    if (data.files) return self.postMessage({ id, done: await meter(data) });
    for (const text of data.texts) self.postMessage({ id, part: ask(text) });
    self.postMessage({ id, done: "" });
  } catch (fault) {
    self.postMessage({ id, failed: fault instanceof Error ? fault.message : String(fault) });
  }
};

/** Reads files slice by slice; the browser fetches the next slice while the engine works on this one. */
async function meter({ id, files, texts: [options] }) {
  const meter = new Meter(options);
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
