/** What happy-dom lacks of a browser and the window uses. */
import { configure } from "@testing-library/svelte";
import { vi } from "vitest";

// Nothing is laid out here; a real observer would only report zeros.
vi.stubGlobal(
  "ResizeObserver",
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);

// The whole window in every failure hides what failed. What is waited for comes at once, or on a busy machine a little later.
configure({
  getElementError: (message) => new Error(message ?? "no such element"),
  asyncUtilTimeout: 20_000,
});
