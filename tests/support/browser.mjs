// The browser for end-to-end tests and benches, with the switches that keep it to itself.
import { chromium } from "playwright-core";

/** Starts the browser named by the variable CHROMIUM; `cargo xtask test` sets it. */
export function launch(more = []) {
  const executablePath = process.env.CHROMIUM;
  if (!executablePath) throw new Error("set CHROMIUM to the path of a Chromium or Chrome");
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    ...more,
  ];
  return chromium.launch({ executablePath, headless: true, args });
}
