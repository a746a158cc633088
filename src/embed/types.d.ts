/** What an embedded calculator is told. */
export interface EmbedProps {
  /** The scenario to begin with, as an object or as JSON text. */
  scenario?: Scenario | string | null;
  /** An id of `editions()`; without it the latest edition is taken. */
  edition?: string | null;
  /** Called with each new estimate. */
  estimated?: (estimate: Estimate) => void;
}

/** A calculator in an element; after `destroy` it must not be used. */
export interface Mounted {
  update(props?: EmbedProps): void;
  destroy(): void;
}

/** Puts a calculator at the end of an element. In a shadow root it brings its style sheet. */
export function mount(element: Element, props?: EmbedProps): Mounted;
