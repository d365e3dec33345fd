import type { Words } from "../en/en";
import { t } from "./text";

/** Arabic: which fields the pop shows. */
export const popFields: Pick<Words, "popFields"> = {
  popFields: {
    tab: "حقول البطاقة",
    title: "حقول أخرى على البطاقة",
    lead: "الاسم والشركة والبريد الإلكتروني والمالك والوضع موجودة دائمًا. أضف ما يحتاج إليه موظفوك قبل التحية، مثل فئة الدعم.",
    choose: "اختر حقلًا…",
    add: "إضافة حقل",
    ofParents: "حقول السجلات الأصلية",
    none: "لا حقول أخرى.",
    remove: "إزالة",
    up: "رفع",
    full: (most) => t`الحد ${most} حقول: لا يُقرأ أكثر منها بنظرة واحدة.`,
    signInFirst: "سجّل الدخول إلى Salesforce أولًا: تأتي الحقول من مؤسستك.",
  },
};
