import svelte from "eslint-plugin-svelte";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

/** Only the host may speak to the window, and only the window's own text may become markup. */
const outsideHost = {
  "no-restricted-imports": [
    "error",
    { patterns: [{ group: ["@tauri-apps/*"], message: "Only src/host/ may import @tauri-apps." }] },
  ],
};

export default ts.config(
  { ignores: ["dist", "dist-fake", "src/host/bindings.ts", "tests/foreign"] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig, extraFileExtensions: [".svelte"] } },
  },
  {
    rules: {
      "svelte/no-at-html-tags": "error",
      "svelte/no-inline-styles": "error",
      "svelte/button-has-type": "error",
      // Plain sets and maps are used where nothing is drawn from them.
      "svelte/prefer-svelte-reactivity": "off",
      "no-console": "error",
      "no-duplicate-case": "error",
      eqeqeq: "error",
    },
  },
  { files: ["src/**"], ignores: ["src/host/**"], rules: outsideHost },
  // Its directives set styles through the object model, which the content security policy allows.
  {
    files: ["src/parts/VirtualList.svelte", "src/screens/setup/console/ResultGrid.svelte"],
    rules: { "svelte/no-inline-styles": "off" },
  },
  { files: ["tests/pictures/**"], rules: { "no-console": "off" } },
);
