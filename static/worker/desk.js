// The desk of the Web Worker: takes questions, hands each to the engine, sends back what comes.
// A message is { id, texts }, a list of questions, or { id, texts: [options], files } for files to be metered. What comes
// back carries the same id: a part for each question, progress, and in the end that it is done, or why not. Counts of files
// come as a part as soon as they are there, and again in the end with what other definitions would bill.
import init, { ask, beside, Metering } from "./worker.js";

const engine = init();

/** Bytes that are read at once: large enough to be fast, small enough to be cancelled at once. */
const SLICE = 1 << 22;
/** Milliseconds between two reports of progress. */
const REST = 100;

self.onmessage = async ({ data }) => {
  const { id } = data;
  try {
    await engine;
    if (data.sample) data.files = [await sample(data.sample)];
    if (data.files) {
      const done = await meter(id, data.files, JSON.parse(data.texts[0]));
      return self.postMessage({ id, done, memory: await memory() });
    }
    for (const text of data.texts) self.postMessage({ id, part: ask(text) });
    self.postMessage({ id, done: "" });
  } catch (fault) {
    self.postMessage({ id, failed: fault instanceof Error ? fault.message : String(fault) });
  }
};

/**
 * Meters files; when counts are wanted, by the chosen definition and then by each other one. One after the other, so that
 * the first answer is there soon and the memory is that of one.
 */
async function meter(id, files, options) {
  const text = await read(id, files, options);
  if (options.want !== "sheets") return text;
  self.postMessage({ id, part: text, memory: await memory() });
  const found = JSON.parse(text);
  const briefs = [found.brief];
  for (const definition of found.others) {
    briefs.push(JSON.parse(await read(id, files, { ...options, edition: "", definition, want: "brief" })));
  }
  found.sheets.splice(1, 0, JSON.parse(beside(JSON.stringify(briefs))));
  return JSON.stringify(found);
}

/** Reads files; when their events do not come in the order of time, once more from the beginning, in any order. */
async function read(id, files, options) {
  return (await pass(id, files, options, false)) ?? (await pass(id, files, options, true));
}

/** Reads all files slice by slice; the browser fetches the next slice while the engine works on this one. */
async function pass(id, files, options, anyOrder) {
  const metering = new Metering(JSON.stringify({ ...options, any_order: anyOrder }));
  const by = options.want === "brief" ? `, by definition ${options.definition}` : "";
  const all = files.reduce((sum, file) => sum + file.size, 0);
  const began = performance.now();
  let [before, said] = [0, 0];
  for (const file of files) {
    metering.open(file.name);
    let next = slice(file, 0);
    for (let from = 0; from < file.size; from += SLICE) {
      const bytes = await next;
      next = slice(file, from + SLICE);
      if (!metering.feed(bytes)) return metering.free();
      const now = performance.now();
      if (now - said > REST) {
        said = now;
        const bytes = before + Math.min(from + SLICE, file.size);
        const progress = { bytes, all, events: metering.events(), milliseconds: now - began, file: file.name + by, again: anyOrder };
        self.postMessage({ id, progress, memory: await memory() });
      }
    }
    if (!metering.close()) return metering.free();
    before += file.size;
  }
  return metering.report();
}

/** Bytes that the engine has taken from the browser; it never gives any back before its end. */
const memory = async () => (await engine).memory.buffer.byteLength;

/** The file that ships with the page, for those who want to try without data of their own. */
async function sample(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error("The sample file could not be loaded.");
  return new File([await answer.blob()], address.split("/").pop());
}

const slice = async (file, from) => new Uint8Array(await file.slice(from, from + SLICE).arrayBuffer());
