// Starts the app that stands behind the page's shell. In a file of its own, so that the page's
// Content-Security-Policy need not allow inline scripts. Trunk writes the two addresses.
const { js, wasm } = document.getElementById("app-files").dataset;

try {
  // Both at once; a fault of the second is told where it is waited for.
  const module = fetch(new URL(wasm, document.baseURI));
  module.catch(() => {});
  const { default: start } = await import(new URL(js, document.baseURI));
  await start({ module_or_path: module });
} catch (fault) {
  const state = document.getElementById("shell-state");
  // Once the app has taken the shell's place it speaks for itself.
  if (state) {
    state.setAttribute("role", "alert");
    state.textContent =
      "The calculator could not be loaded. Reload the page; if that does not help, use a current browser " +
      `that allows WebAssembly. (${fault instanceof Error ? fault.message : fault})`;
  }
  throw fault;
}
