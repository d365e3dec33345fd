import type { Words } from "../en/en";
import { RESULTS } from "./nouns";
import { counted, t } from "./text";

/** Arabic: the guide inside of the window. */
export const help: Pick<Words, "help"> = {
  help: {
    title: "المساعدة",
    lead: "الدليل داخل Callside نفسه: يجيب دون شبكة. قائمة إعدادات السياسة وحدها بالإنجليزية.",
    search: "ماذا تريد أن تعرف؟",
    all: "كل الصفحات",
    results: "ما وُجد في الدليل",
    count: (n) => counted(n, RESULTS),
    none: (text) => t`لا يقول الدليل شيئًا عن «${text}». جرّب كلمة أخرى.`,
  },
};
