import type { Words } from "../en/en";
import { t } from "./text";

/** Arabic: the configuration as a file. */
export const file: Pick<Words, "file"> = {
  file: {
    title: "ملف الإعداد",
    text: "نص الملف",
    pick: "اختيار ملف",
    copy: "نسخ",
    save: "حفظ كملف",
    savedAs: (path) => t`حُفظ باسم ${path}`,
    show: "عرض ما يعمل",
    signature: "التوقيع (Ed25519، base64)",
    signatureHint: "فقط حيث تطلبه السياسة.",
    take: "اعتماد",
    taken: "اعتُمد، ويعمل من الآن.",
    notTaken: "لم يتغير شيء. يجب تصحيح هذا أولًا:",
  },
};
