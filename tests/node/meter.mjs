// The meter of the package: one log in every shape in which bytes come, and what cannot be metered.
import assert from "node:assert/strict";
import { Blob } from "node:buffer";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

import { folder, plancost } from "../support/package.mjs";

const { meter } = await import(pathToFileURL(join(folder, "meter.mjs")));
const { Meter } = plancost;

const HEADING = "conversation_id,timestamp,role\n";
const bytes = (text) => new TextEncoder().encode(text);

/** Rows of conversations, each of so many chats an hour apart: a chat is one session of two turns. */
function rows(conversations, chats) {
  const all = [];
  for (let chat = 0; chat < chats; chat++) {
    for (let conversation = 0; conversation < conversations; conversation++) {
      const at = Date.UTC(2021, 10, 2, 8 + chat, 0, conversation % 60);
      for (let step = 0; step < 4; step++) {
        const time = new Date(at + step * 60_000).toISOString();
        all.push(`talk-${conversation},${time},${step % 2 ? "bot" : "user"}\n`);
      }
    }
  }
  return all;
}

const ROWS = rows(50, 3);
const LOG = HEADING + ROWS.join("");
const SHUFFLED = HEADING + [...ROWS].reverse().join("");
const plain = ({ notes, memory, ...rest }) => rest;
const expected = await meter(LOG);

test("what was metered", () => {
  assert.equal(expected.events, 600);
  assert.equal(expected.conversations, 50);
  assert.equal(expected.total, 150);
  assert.equal(expected.billed, 150);
  assert.deepEqual(Object.keys(expected.by_month), ["2021-11"]);
  assert.equal(expected.by_hour[9].total, 50);
  assert.equal(expected.because["user-topic"], 150);
  assert.ok(expected.memory.most_open > 0);
  assert.deepEqual(expected, JSON.parse(JSON.stringify(expected)), "an answer is plain data");
});

test("every shape of the same bytes gives the same", async () => {
  const raw = bytes(LOG);
  const inner = new Uint8Array(raw.length + 7);
  inner.set(raw, 3);
  for (const input of [raw, raw.buffer, Buffer.from(raw), inner.subarray(3, 3 + raw.length), new Blob([LOG]), [LOG], gzipSync(raw)]) {
    assert.deepEqual(await meter(input), expected);
  }
  const pieces = [LOG.slice(0, 1000), LOG.slice(1000)];
  const streams = [
    () => new Blob([LOG]).stream(),
    () => new Response(LOG).body,
    () => Readable.from(pieces),
    () => Readable.from(pieces.map(bytes)),
    () => ({ name: "log", data: new Blob([LOG]).stream() }),
  ];
  for (const stream of streams) {
    const found = await meter(stream());
    assert.ok(found.memory.kept_bytes > 0, "a stream is read once and kept");
    assert.deepEqual(plain(found), plain(expected));
  }
});

test("any order gives the same, by a second reading", async () => {
  const heard = [];
  const found = await meter(SHUFFLED, { onProgress: (progress) => heard.push(progress) });
  assert.deepEqual(plain(found), plain(expected));
  const last = heard.at(-1);
  assert.deepEqual(last, { bytes: SHUFFLED.length, all: SHUFFLED.length, events: 600, file: "input 1", again: true });
  assert.deepEqual(plain(await meter(SHUFFLED, { anyOrder: true })), plain(expected));
});

test("several inputs are one; what overlaps counts once", async () => {
  const half = ROWS.length / 2;
  const two = [HEADING + ROWS.slice(0, half + 100).join(""), HEADING + ROWS.slice(half - 100).join("")];
  const found = await meter(two);
  assert.equal(found.duplicates, 200);
  assert.deepEqual({ ...plain(found), events: 0, duplicates: 0 }, { ...plain(expected), events: 0 });
});

test("sessions are listed when asked for", async () => {
  const { sessions, ...report } = await meter(new Blob([LOG]), { sessions: true });
  assert.deepEqual(report, expected);
  assert.equal(sessions.length, 150);
  assert.deepEqual(sessions[0], {
    start: "2021-11-02T08:00:00Z", end: "2021-11-02T08:03:00Z", conversation: "talk-0", bot: "", channel: "", topic: "",
    turns: 2, billed: true, engaged: true, because: "user-topic", began: "first", ended: "idle", trial: false,
  });
  assert.equal("sessions" in expected, false);
});

test("definitions and choices decide", async () => {
  const topics = "conversation_id,timestamp,role,kind,topic,topic_kind\na,2021-05-04T12:00:00Z,user,topic,Greeting,system\n" +
    "a,2021-05-04T12:01:00Z,bot,premium,,\n";
  assert.equal((await meter(topics, { definition: "F" })).billed, 0);
  assert.equal((await meter(topics, { definition: "G" })).billed, 1);
  assert.equal((await meter(LOG, { edition: "2019-12" })).definition, "C");
  const { open_points } = await meter(LOG, { choices: { "after-cut": "needs-topic" } });
  assert.equal(open_points["after-cut"].option, "needs-topic");
  assert.equal(open_points["after-cut"].default, false);
});

test("the class takes pieces of any size", () => {
  const meter = new Meter({ sessions: true });
  meter.open("input 1");
  for (const [at, byte] of bytes(LOG).entries()) assert.equal(meter.feed(Uint8Array.of(byte)), true, `byte ${at}`);
  assert.equal(meter.close(), true);
  assert.equal(meter.events, 600);
  assert.deepEqual(meter.report(), expected);
  assert.deepEqual(meter.report(), expected, "it can be asked for twice");
  assert.equal(meter.sessions().length, 150);
  assert.throws(() => meter.open("more"), { name: "PlanCostError", code: "contradiction" });
  meter.free();
});

test("the class says when it has to be read once more", () => {
  const meter = new Meter();
  meter.open("log.csv");
  assert.equal(meter.feed(bytes(SHUFFLED)), false);
  assert.throws(() => meter.report(), { name: "PlanCostError", code: "out-of-order" });
  assert.throws(() => meter.open("more"), { code: "out-of-order" });
});

test("what is wrong is said in the one shape", async () => {
  for (const [options, code, path] of [
    [{ edition: "1999-01" }, "unknown-edition", "options.edition"],
    [{ definition: "Q" }, "unknown-name", "options.definition"],
    [{ definition: 7 }, "wrong-shape", "options.definition"],
    [{ definition: "A", edition: "2021-10" }, "contradiction", "options.definition"],
    [{ choices: { "no-such": "x" } }, "unknown-name", "options.choices"],
    [{ choices: { "after-cut": "x" } }, "unknown-name", "options.choices"],
    [{ choices: { "after-cut": 1 } }, "wrong-shape", "options.choices.after-cut"],
    [{ choices: ["after-cut=billed"] }, "wrong-shape", "options.choices"],
    [{ sessions: "yes" }, "wrong-shape", "options.sessions"],
    [{ order: "any" }, "wrong-shape", "options.order"],
  ]) {
    assert.throws(() => new Meter(options), { name: "PlanCostError", code, path }, JSON.stringify(options));
    await assert.rejects(meter(LOG, options), { name: "PlanCostError", code, path }, JSON.stringify(options));
  }
  assert.throws(() => new Meter("G"), { code: "wrong-shape", path: "options" });
  for (const input of [undefined, null, 5, {}, { name: "x" }, { name: "x", data: 5 }, () => LOG]) {
    await assert.rejects(meter([LOG, input]), { name: "PlanCostError", code: "wrong-shape", path: "input[1]" });
  }
  await assert.rejects(meter(Readable.from([5])), { code: "wrong-shape", path: "bytes" });
  assert.throws(() => new Meter().feed(bytes("x")), { code: "contradiction" });
  const open = new Meter();
  open.open();
  for (const wild of ["text", 5, null, [1, 2], new Uint16Array(4)]) assert.throws(() => open.feed(wild), { code: "wrong-shape" });
  assert.throws(() => open.sessions(), { code: "contradiction", path: "options.sessions" });
  assert.deepEqual(await meter(LOG), expected, "it goes on as before");
});

test("what cannot be read is told, not thrown", async () => {
  const none = await meter({ name: "notes.txt", data: "nothing that could be metered" });
  assert.equal(none.events, 0);
  assert.equal(none.skipped[0].file, "notes.txt");
  const some = await meter({ name: "log.csv", data: LOG + "talk-1,soon,user\n" });
  assert.deepEqual(some.skipped.map(({ file, row, lost }) => [file, row, lost]), [["log.csv", 602, true]]);
  assert.equal(some.billed, expected.billed);
});

test("progress, and stopping at once", async () => {
  const long = HEADING + rows(20_000, 2).join("");
  const heard = [];
  await meter([new Blob([long])], { onProgress: (progress) => heard.push(progress) });
  assert.deepEqual(heard.map(({ bytes }) => bytes), heard.map(({ bytes }) => bytes).sort((a, b) => a - b));
  assert.equal(heard.at(-1).bytes, long.length);
  assert.equal(heard.at(-1).events, 160_000);

  const stopped = AbortSignal.abort(new Error("before"));
  await assert.rejects(meter(LOG, { signal: stopped }), { message: "before" });
  for (const input of [long, new Blob([long]), new Blob([long]).stream()]) {
    const control = new AbortController();
    let last = 0;
    const onProgress = ({ bytes }) => {
      last = bytes;
      control.abort(new Error("enough"));
    };
    await assert.rejects(meter([input, input], { signal: control.signal, onProgress }), { message: "enough" });
    assert.ok(last <= long.length, `${last} of ${long.length}`);
  }
  const control = new AbortController();
  const silent = new ReadableStream({ pull: () => new Promise(() => {}) });
  setTimeout(() => control.abort(new Error("tired")), 20);
  await assert.rejects(meter(silent, { signal: control.signal }), { message: "tired" });
});

test("transcripts of the project are metered as well", async () => {
  const data = readFileSync("tests/transcripts/formats/table.csv");
  const found = await meter({ name: "table.csv", data });
  assert.deepEqual([found.conversations, found.events, found.total, found.engaged, found.billed], [2, 18, 2, 2, 1]);
});
