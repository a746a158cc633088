// Meters whole inputs: reads files, texts, bytes and streams slice by slice, says how far it is, and can be stopped.
// It stands beside the engine, in the package for browsers and in the one for Node.
import * as engine from "./plancost.js";
import { pieces } from "./pieces.mjs";

/** Bytes that are handed over at once: large enough to be fast, small enough to be stopped soon. */
const SLICE = 1 << 20;
/** Milliseconds of work after which others get their turn. */
const TURN = 25;
/** Milliseconds between two reports of progress. */
const REST = 100;

/** Counts the sessions of one input or of several. */
export async function meter(input, { onProgress, signal, ...options } = {}) {
  // In a browser the engine has to be loaded first; a second time that costs nothing.
  if (typeof engine.default === "function") await engine.default();
  const inputs = (Array.isArray(input) ? input : [input]).map(source);
  const all = inputs.every(({ size }) => size !== null) ? inputs.reduce((sum, { size }) => sum + size, 0) : null;
  const anyOrder = options.anyOrder || inputs.some(({ once }) => once);
  const walk = (anyOrder, again) => pass(inputs, { ...options, anyOrder }, { all, again, onProgress, signal });
  return (await walk(anyOrder, false)) ?? walk(true, true);
}

/** Goes through all inputs; gives nothing when they have to be read once more, in any order. */
async function pass(inputs, options, { all, again, onProgress, signal }) {
  signal?.throwIfAborted();
  const meter = new engine.Meter(options);
  try {
    let bytes = 0;
    const say = (file) => onProgress?.({ bytes, all, events: meter.events, file, again });
    let said = -REST;
    let worked = performance.now();
    for (const { name, slices } of inputs) {
      meter.open(name);
      for await (const slice of slices(signal)) {
        signal?.throwIfAborted();
        if (!meter.feed(slice)) return;
        bytes += slice.length;
        const now = performance.now();
        if (now - said >= REST) say(name, (said = now));
        if (now - worked < TURN) continue;
        await new Promise((resolve) => setTimeout(resolve));
        worked = performance.now();
      }
      signal?.throwIfAborted();
      if (!meter.close()) return;
    }
    say(inputs.at(-1)?.name ?? "");
    const report = meter.report();
    return options.sessions ? { ...report, sessions: meter.sessions() } : report;
  } finally {
    meter.free();
  }
}

/** An input with its name, its size if that is known, whether it can be read only once, and its slices. */
function source(input, place) {
  const named = input?.data !== undefined && typeof input.name === "string";
  const data = named ? input.data : input;
  const name = named ? input.name : typeof data?.name === "string" ? data.name : `input ${place + 1}`;
  if (typeof data === "string") return held(name, new TextEncoder().encode(data));
  if (data instanceof ArrayBuffer) return held(name, new Uint8Array(data));
  if (ArrayBuffer.isView(data)) return held(name, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  if (data instanceof Blob) return { name, size: data.size, once: false, slices: () => ofBlob(data) };
  if (typeof data?.getReader === "function") return { name, size: null, once: true, slices: (signal) => ofStream(data, signal) };
  if (typeof data?.[Symbol.asyncIterator] === "function") return { name, size: null, once: true, slices: () => ofParts(data) };
  throw wrong(`input[${place}]`, "give a text, bytes, a File or Blob, a stream of bytes, or { name, data } with one of them");
}

/** An error of the one shape that all functions of the package throw. */
function wrong(path, message) {
  const fault = { code: "wrong-shape", path };
  const error = new Error(`${path}: ${message}`);
  return Object.assign(error, fault, { name: "PlanCostError", faults: [{ ...fault, message }] });
}

const held = (name, bytes) => ({ name, size: bytes.length, once: false, slices: () => ofBytes(bytes) });

function* ofBytes(bytes) {
  for (let from = 0; from < bytes.length; from += SLICE) yield bytes.subarray(from, from + SLICE);
}

async function* ofBlob(blob) {
  for await (const piece of pieces(blob)) yield* ofBytes(piece);
}

async function* ofStream(stream, signal) {
  const reader = stream.getReader();
  // A stream that never answers is stopped too.
  const stop = () => reader.cancel(signal.reason).catch(() => {});
  signal?.addEventListener("abort", stop);
  let open = true;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      open = !done;
      if (done) return;
      yield* ofPart(value);
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    if (open) await reader.cancel().catch(() => {});
    reader.releaseLock();
  }
}

async function* ofParts(parts) {
  for await (const part of parts) yield* ofPart(part);
}

/** What is no bytes is refused by the engine. */
function* ofPart(part) {
  if (typeof part === "string") yield* ofBytes(new TextEncoder().encode(part));
  else if (part instanceof Uint8Array) yield* ofBytes(part);
  else yield part;
}
