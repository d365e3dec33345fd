import type { Words } from "../en/en";
import { DAYS } from "./nouns";
import { counted, t } from "./text";

/** Arabic: what phone systems know, what they have in store for the set-up, and the codes of Sticky Calls. */
export const phoneRecords: Pick<Words, "phoneRecord" | "phoneLists" | "memoryCodes"> = {
  phoneRecord: {
    show: (system) => t`ما يعرفه ${system}`,
    asking: "جارٍ السؤال…",
    contacts: "في دفتر عناوينه",
    none: "ليس هذا الرقم في دفتر عناوينه.",
    add: (system) => t`إضافة إلى ${system}`,
    timeline: "ما حدث",
    tags: "الوسوم",
    comments: "التعليقات",
    close: "إغلاق",
  },
  phoneLists: {
    people: "المستخدمون",
    peopleLead: "من له عنوان البريد نفسه في Salesforce هو الشخص نفسه.",
    list: "عرضهم",
    listing: "جارٍ السؤال…",
    name: "الاسم",
    email: "البريد الإلكتروني",
    id: "المعرّف",
    takesCalls: "يستقبل مكالمات",
    me: "هذا أنا",
    isMe: "أنت",
    team: "لفريق خادم الترحيل",
    none: "لا يوجد أي منها.",
    campaign: "حملة المكالمات",
    campaignHint: "فارغ: يقرر برنامجك الوسيط.",
    campaigns: "الحملات في Five9",
    dispositionsLead: "النتيجة التي تُحدد في Five9 تُقترح هنا.",
    theirs: "النتيجة في Five9",
    push: "تحديد النتيجة في Five9 بعد حفظ الخلاصة",
  },
  memoryCodes: {
    number: (kind) =>
      ({ mobile: "رقم جواله", landline: "رقم هاتفه الثابت", voip: "رقم هاتفه عبر الإنترنت" })[kind] ?? "رقمه",
    external: "أحد معرّفاتك",
    reference: "مرجعه",
    recent: (days) => t`مكالمة خلال ${counted(days, DAYS)}`,
    levels: {
      very_low: "منخفض جدًا",
      low: "منخفض",
      medium: "متوسط",
      high: "مرتفع",
      very_high: "مرتفع جدًا",
    },
    advice: { ignore: "عامله كجديد", verify: "تحقق أولًا", reuse: "تابع من آخر مرة" },
    status: { open: "مفتوح", resolved: "محلول", abandoned: "متروك" },
  },
};
