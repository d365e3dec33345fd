/** The guide, carried inside of the window: it answers without a network. Read when it is first opened. */
import type { Language } from "../host/bindings";
import { type Block, blocks } from "./markdown";

/** A page of the guide. */
export interface HelpPage {
  /** Its file, such as `agent.md`: what links name. It is the same in every language. */
  file: string;
  /** In which it is written. */
  language: Language;
  direction: "ltr" | "rtl";
  title: string;
  blocks: Block[];
}

type Load = () => Promise<string>;

const ENGLISH = import.meta.glob<string>("../../../docs/guide/*.md", { query: "?raw", import: "default" });
const OTHERS = import.meta.glob<string>("../../../docs/guide/{ar,de,es,fr}/*.md", {
  query: "?raw",
  import: "default",
});

/** For whom a page is, in the order in which it is listed: agents first. */
const FIRST = ["agent.md", "everyday.md", "agent-actions.md", "phones.md", "actions.md", "lookups.md"];

/** The files of a folder of the guide. */
function inFolder(files: Record<string, Load>, folder: string): Map<string, Load> {
  const there = Object.entries(files).filter(([path]) => path.includes(`/guide/${folder}`));
  return new Map(there.map(([path, load]) => [path.slice(path.lastIndexOf("/") + 1), load]));
}

async function readPage(file: string, language: Language, load: Load): Promise<HelpPage> {
  const all = blocks(await load());
  const [title] = all;
  return {
    file,
    language,
    direction: language === "ar" ? "rtl" : "ltr",
    title: title?.kind === "heading" ? title.text : file,
    blocks: title?.kind === "heading" ? all.slice(1) : all,
  };
}

/** Every page, those for agents first: in a language where it is written in that, else in English. */
export async function readPages(language: Language = "en"): Promise<HelpPage[]> {
  const own = language === "en" ? new Map<string, Load>() : inFolder(OTHERS, `${language}/`);
  const read = [...inFolder(ENGLISH, "")].map(([file, english]) => {
    const load = own.get(file);
    return load ? readPage(file, language, load) : readPage(file, "en", english);
  });
  const place = (page: HelpPage) => {
    const at = FIRST.indexOf(page.file);
    return at < 0 ? FIRST.length : at;
  };
  const pages = await Promise.all(read);
  return pages.sort((a, b) => place(a) - place(b) || a.title.localeCompare(b.title));
}
