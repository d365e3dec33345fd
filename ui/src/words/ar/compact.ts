import type { Words } from "../en/en";

/** Arabic: the compact window. */
export const compact: Pick<Words, "compact"> = {
  compact: {
    enter: "نافذة مصغرة",
    leave: "النافذة الكاملة",
    idle: "تظهر المكالمات هنا عند وصولها.",
    unknown: "ليس في Salesforce. يمكن إنشاء سجل في النافذة الكاملة.",
    isCompact: "النافذة بطاقة صغيرة فوق كل النوافذ.",
    isFull: "عادت النافذة كاملة.",
  },
};
