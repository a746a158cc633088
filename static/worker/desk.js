// The desk of the Web Worker: takes questions, hands each to the engine, sends back what comes.
// A message is { id, texts }, a list of questions, or { id, texts: [options], files } for files to be metered. What comes
// back carries the same id: a part for each question, progress within it, and in the end that it is done, or why not. Counts
// of files come as a part as soon as they are there, and again in the end with what other definitions would bill.
import init, { ask, beside, Metering } from "./worker.js";
import { pieces } from "./pieces.js";

const engine = init();

/** Bytes that are handed over at once: so few that they are still at hand when they are read. */
const HANDED = 1 << 18;
/** So many events are kept for other definitions, in twenty bytes or so each; of more, each definition reads once more. */
const KEPT = 30e6;
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
    for (const text of data.texts) self.postMessage({ id, part: ask(text, far(id)) });
    self.postMessage({ id, done: "" });
  } catch (fault) {
    self.postMessage({ id, failed: fault instanceof Error ? fault.message : String(fault) });
  }
};

/** Tells how far an answer is that takes longer than a rest. */
function far(id) {
  let said = performance.now();
  return (bytes, all, file) => {
    const now = performance.now();
    if (now - said < REST) return;
    said = now;
    self.postMessage({ id, progress: { bytes, all, file } });
  };
}

/**
 * Meters files; when counts are wanted, by the chosen definition, and then by all others. Those need one reading together, in
 * which the events are kept; none when they are kept already.
 */
async function meter(id, files, options) {
  let metering = await read(id, files, options);
  const events = metering.events();
  const text = metering.report();
  if (options.want !== "sheets") return metering.free(), text;
  self.postMessage({ id, part: text, memory: await memory() });
  const found = JSON.parse(text);
  const briefs = [found.brief];
  for (const definition of found.others) {
    let brief = metering.brief(definition);
    if (!brief) {
      metering.free();
      const together = events <= KEPT;
      const other = { ...options, edition: "", definition, want: "brief" };
      metering = together ? await pass(id, files, other, true) : await read(id, files, other);
      brief = metering.report();
    }
    briefs.push(JSON.parse(brief));
  }
  metering.free();
  found.sheets.splice(1, 0, JSON.parse(beside(JSON.stringify(briefs))));
  return JSON.stringify(found);
}

/** Reads files; when their events do not come in the order of time, once more from the beginning, in any order. */
async function read(id, files, options) {
  return (await pass(id, files, options, false)) ?? (await pass(id, files, options, true));
}

/** Reads all files; gives nothing when their events do not come in the order of time. */
async function pass(id, files, options, anyOrder) {
  const metering = new Metering(JSON.stringify({ ...options, any_order: anyOrder }));
  const by = options.want === "brief" ? ", for other definitions" : "";
  const all = files.reduce((sum, file) => sum + file.size, 0);
  const began = performance.now();
  let [bytes, said] = [0, 0];
  for (const file of files) {
    metering.open(file.name);
    for await (const piece of pieces(file)) {
      for (let from = 0; from < piece.length; from += HANDED) {
        if (!metering.feed(piece.subarray(from, from + HANDED))) return void metering.free();
      }
      bytes += piece.length;
      const now = performance.now();
      if (now - said > REST) {
        said = now;
        const progress = { bytes, all, events: metering.events(), milliseconds: now - began, file: file.name + by, again: anyOrder };
        self.postMessage({ id, progress, memory: await memory() });
      }
    }
    if (!metering.close()) return void metering.free();
  }
  return metering;
}

/** Bytes that the engine has taken from the browser; it never gives any back before its end. */
const memory = async () => (await engine).memory.buffer.byteLength;

/** The file that ships with the page, for those who want to try without data of their own. */
async function sample(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error("The sample file could not be loaded.");
  return new File([await answer.blob()], address.split("/").pop());
}
