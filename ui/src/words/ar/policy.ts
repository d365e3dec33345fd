import type { Words } from "../en/en";
import { t } from "./text";

/** Arabic: what rules on the machine. */
export const policy: Pick<Words, "policy"> = {
  policy: {
    title: "سياسة هذا الجهاز",
    lead: "ما تحدده مؤسستك يعلو على ما تحدده أنت. يشير القفل إلى ذلك.",
    none: (place) => t`لا توجد سياسة هنا (${place}).`,
    found: (place) => t`قُرئت من ${place} عند بدء Callside.`,
    locked: "حددته مؤسستك",
    ignored: "جزء من السياسة متجاهَل. أخبر مسؤول النظام.",
    setting: "الإعداد",
    value: "القيمة",
    from: "حدده",
    empty: "غير محدد",
    layer: { default: "الافتراضي", person: "أنت", policy: "مؤسستك" },
    names: {
      admin_permission_sets: "مجموعات أذونات المسؤولين",
      after_call_seconds: "وقت ما بعد المكالمة بالثواني",
      api_version: "إصدار API",
      card_numbers: "أرقام البطاقات في الملاحظات",
      client_id: "مفتاح المستهلك",
      configuration_key: "مفتاح ملفات الإعداد",
      home_region: "المنطقة الأصلية",
      keep_calls_days: "أيام بقاء المكالمات",
      keep_copies_days: "أيام بقاء نسخ Salesforce",
      keep_diagnostics_days: "أيام بقاء بيانات التشخيص",
      mask_screens: "شاشات مخفية",
      relay_address: "عنوان خادم الترحيل",
      role: "الدور",
      secrets_file: "الأسرار في ملف",
      settling_seconds: "ثوانٍ قبل إعادة إرسال كتابة مفقودة",
      supervisor_permission_sets: "مجموعات أذونات المشرفين",
      toast: "إشعار المكالمات",
      undo_seconds: "ثوانٍ متاحة لسحب الخلاصة",
      watch_seconds: "ثوانٍ بين كل فحص للكائنات المراقَبة",
    },
    faults: {
      writable: (p) => t`كلها: يستطيع غير المسؤول الكتابة في ${p.place}. يجب أن يملكه root وحده ويكتب فيه.`,
      unreadable: (p) => t`كلها: تعذّرت قراءة ${p.place}. يجب أن يستطيع الجميع قراءته.`,
      too_large: "كلها: الملف أكبر من 256 كيلوبايت.",
      malformed: (p) => t`كلها: الملف ليس كائن JSON (السطر ${p.line}).`,
      not_ours: "كلها: ينقص الملف ”callside_policy“: 1.",
      newer: (p) => t`كلها: الملف بإصدار ${p.found}، وهذا Callside يقرأ الإصدار 1. حدّث Callside أولًا.`,
      unsigned: (p) => t`كلها: التوقيع ${p.place} مفقود.`,
      forged: "كلها: التوقيع لا يخص الملف.",
      bad_key: (p) => t`كلها: ${p.place} ليس مفتاحًا عامًا.`,
      unknown: (p) =>
        p.nearest === null
          ? t`لا يوجد إعداد اسمه ${p.key}.`
          : t`لا يوجد إعداد اسمه ${p.key}. هل المقصود ${p.nearest}؟`,
      twice: (p) => t`ورد ${p.key} مرتين؛ ولا يُحتسب أي منهما.`,
      not_allowed: (p, allowed) => t`يجب أن يكون ${p.key} ${allowed}.`,
    },
    allowed: {
      flag: "true أو false",
      number: (p) => t`عددًا صحيحًا من ${p.least} إلى ${p.most}`,
      choice: (p) => t`واحدًا من ${p.words.join(", ")}`,
      region: "حرفين كبيرين لدولة، مثل SA",
      api_version: "إصدارًا من 59.0، مثل 62.0",
      word: "كلمة دون فراغات",
      https: "عنوانًا يبدأ بـ https://",
      public_key: "مفتاح Ed25519 عامًا بصيغة base64",
      texts: (p) => t`قائمة من ${p.most} من أسماء API على الأكثر`,
    },
  },
};
