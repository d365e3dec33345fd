/** What must hold for every picture, read in the page itself. Each answers a list of faults in words. */

/** Text that is cut without a way to read it, and anything that makes the page scroll sideways. */
export function cutText() {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth + 1)
    faults.push(`the page is ${root.scrollWidth - root.clientWidth} px too wide`);
  // The window scrolls in its parts: what goes beyond it would move its frame as soon as something is brought into sight.
  if (root.scrollHeight > root.clientHeight + 1)
    faults.push(`the page is ${root.scrollHeight - root.clientHeight} px too high`);
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "");
    if (!own || element.closest(".unseen, dialog:not([open])")) continue;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (box.width === 0 || style.visibility === "hidden") continue;
    const cut =
      style.overflowX !== "visible" && style.display !== "inline"
        ? element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2
        : false;
    const scrolls = ["auto", "scroll"].includes(style.overflowY) || element instanceof HTMLTextAreaElement;
    if (cut && !scrolls && !element.closest("[title]")) {
      faults.push(`cut without a title: ${element.className} "${element.textContent.trim().slice(0, 60)}"`);
    }
  }
  return faults;
}

/** Things to press that are smaller than 32 px (24 px where they stand in a line of text). */
export function smallTargets() {
  const faults = [];
  for (const element of document.querySelectorAll(
    "button, a[href], select, input:not([type=radio], [type=checkbox]), label:has(input), summary",
  )) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || element.closest(".unseen, .skip") || element.matches(".skip")) continue;
    const inText = [...element.parentElement.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && /\p{L}/u.test(node.textContent),
    );
    const least = inText ? 23.5 : 31.5;
    if (box.height < least || box.width < least) {
      faults.push(
        `target of ${Math.round(box.width)}x${Math.round(box.height)}: ${element.textContent.trim().slice(0, 40)}`,
      );
    }
  }
  return faults;
}

/** Text that something else is drawn over. */
export function covered() {
  const faults = [];
  const scrolledAway = (element, x, y) => {
    for (let box = element; box !== document.body; box = box.parentElement) {
      const view = box.getBoundingClientRect();
      const clips = getComputedStyle(box).overflowY !== "visible";
      if (clips && (x < view.left || x > view.right || y < view.top || y > view.bottom)) return true;
    }
    return false;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (
      node.textContent.trim() === "" ||
      element.closest(".unseen, .skip, .covered, dialog:not([open]), details:not([open])")
    )
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getClientRects()[0];
    if (!box || box.width === 0) continue;
    const [x, y] = [box.left + Math.min(6, box.width / 2), box.top + box.height / 2];
    if (scrolledAway(element, x, y)) continue;
    const top = document.elementFromPoint(x, y);
    if (!top || element.contains(top) || top.contains(element)) continue;
    // Labels lie under their own inputs; sticky bars, dialogs and open lists are meant to cover.
    if (
      element.closest("label")?.contains(top) ||
      top.closest(".finish, .offer, dialog, .bar, .float, [role=listbox]")
    )
      continue;
    if (document.querySelector("dialog[open]")) continue;
    faults.push(`covered by ${top.tagName}.${top.className}: "${node.textContent.trim().slice(0, 40)}"`);
  }
  return faults;
}

/** Words of two elements with nothing between them: they read, and sound, as one. */
export function glued() {
  const faults = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const edge = (node, side) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].at(side);
  };
  let before = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.textContent === "" || node.parentElement.closest(".unseen, .skip, style, script")) continue;
    const [end, begin] = [before && edge(before, -1), edge(node, 0)];
    const words =
      before && /[\p{L}\p{N}]$/u.test(before.textContent) && /^[\p{L}\p{N}]/u.test(node.textContent);
    if (words && end && begin && before.parentElement !== node.parentElement) {
      const line = Math.abs(end.bottom - begin.bottom) < 8;
      const gap = Math.min(Math.abs(begin.left - end.right), Math.abs(end.left - begin.right));
      if (line && gap < 1)
        faults.push(`glued: "${before.textContent.slice(-20)}" and "${node.textContent.slice(0, 20)}"`);
    }
    before = node;
  }
  return faults;
}

/** Whether a text became a script. */
export function script() {
  return window.__ran === undefined ? [] : ["a hostile text ran as a script"];
}
