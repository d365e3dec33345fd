/**
 * Covers people in everything that is on the page, whoever put it there, and uncovers it again.
 *
 * It works on the page itself and not on the screens: one that forgot to ask would show what it should not. Changes are
 * seen before they are painted (a `MutationObserver` is called before the next frame). Fields in which somebody types
 * cannot be rewritten; they are covered by dots until they have the keyboard (`base.css`).
 */
import { cover } from "../state/masked-text";

/** Attributes that are read or shown. */
const ATTRIBUTES = ["title", "aria-label", "placeholder", "alt"];
/** What is told to the page by whoever fills fields in: their values change without the page seeing it. */
export const FILLED = "filled";
/** Marks a field whose value is covered by dots. */
const DOTS = "data-covered";

interface Covered {
  was: string;
  now: string;
}

/** Covers what is under `root` until the returned function is called. */
export function coverPage(root: HTMLElement, names: RegExp | null): () => void {
  const texts = new Map<Text, Covered>();
  const attributes = new Map<Element, Map<string, Covered>>();

  const coverText = (node: Text) => {
    const known = texts.get(node);
    if (known?.now === node.data) return;
    const now = cover(node.data, names);
    if (now === node.data) {
      texts.delete(node);
      return;
    }
    texts.set(node, { was: node.data, now });
    node.data = now;
  };

  const coverAttribute = (element: Element, name: string) => {
    const value = element.getAttribute(name);
    const known = attributes.get(element)?.get(name);
    if (value === null || known?.now === value) return;
    const now = cover(value, names);
    if (now === value) return;
    const all = attributes.get(element) ?? new Map<string, Covered>();
    attributes.set(element, all.set(name, { was: value, now }));
    element.setAttribute(name, now);
  };

  const coverElement = (element: Element) => {
    for (const name of ATTRIBUTES) coverAttribute(element, name);
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
      element.toggleAttribute(DOTS, cover(element.value, names) !== element.value);
    }
  };

  const coverAll = (node: Node) => {
    if (node instanceof Text) return coverText(node);
    if (node instanceof Element) coverElement(node);
    node.childNodes.forEach(coverAll);
  };

  const fields = (event: Event) => {
    if (event.target instanceof Element) coverElement(event.target);
  };

  const filled = (event: Event) => {
    if (event.target instanceof Node) coverAll(event.target);
  };

  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(coverAll);
      else if (change.type === "characterData") coverText(change.target as Text);
      else if (change.attributeName !== null) coverAttribute(change.target as Element, change.attributeName);
    }
  });

  coverAll(root);
  observer.observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
  root.addEventListener("focusout", fields);
  root.addEventListener(FILLED, filled);
  return () => {
    observer.disconnect();
    root.removeEventListener("focusout", fields);
    root.removeEventListener(FILLED, filled);
    for (const [node, { was, now }] of texts) if (node.data === now) node.data = was;
    for (const [element, all] of attributes) {
      for (const [name, { was, now }] of all) {
        if (element.getAttribute(name) === now) element.setAttribute(name, was);
      }
    }
    for (const field of root.querySelectorAll(`[${DOTS}]`)) field.removeAttribute(DOTS);
  };
}
