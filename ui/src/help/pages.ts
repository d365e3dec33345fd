/** The guide, carried inside of the window: it answers without a network. Read when it is first opened. */
import { type Block, blocks } from "./markdown";

/** A page of the guide. */
export interface HelpPage {
  /** Its file, such as `agent.md`: what links name. */
  file: string;
  title: string;
  blocks: Block[];
}

const FILES = import.meta.glob<string>("../../../docs/guide/*.md", { query: "?raw", import: "default" });

/** For whom a page is, in the order in which it is listed: agents first. */
const FIRST = ["agent.md", "everyday.md", "phones.md", "actions.md", "lookups.md"];

/** Every page, those for agents first. */
export async function readPages(): Promise<HelpPage[]> {
  const read = Object.entries(FILES).map(async ([path, load]): Promise<HelpPage> => {
    const all = blocks(await load());
    const [title] = all;
    return {
      file: path.slice(path.lastIndexOf("/") + 1),
      title: title?.kind === "heading" ? title.text : path,
      blocks: title?.kind === "heading" ? all.slice(1) : all,
    };
  });
  const place = (page: HelpPage) => {
    const at = FIRST.indexOf(page.file);
    return at < 0 ? FIRST.length : at;
  };
  const pages = await Promise.all(read);
  return pages.sort((a, b) => place(a) - place(b) || a.title.localeCompare(b.title));
}
