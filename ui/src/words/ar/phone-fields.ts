import type { Words } from "../en/en";
import { t } from "./text";

/** Arabic: which fields are searched for a caller's number. */
export const phoneFields: Pick<Words, "phoneFields"> = {
  phoneFields: {
    tab: "حقول الهاتف",
    title: "حقول الهاتف التي يُبحث فيها",
    lead: "يُبحث عن المتصل في هذه الحقول. إن ورد الرقم في عدة منها ذُكر أولها سببًا. أضف حقولًا خاصة بك، لكن لا تضف حقلًا تصل أرقامه عادةً إلى شخص آخر.",
    none: "لا حقول: لا يُعثر على أي من هذه السجلات برقمه.",
    full: (most) => t`الحد ${most} حقول: لا يسأل البحث عن أكثر منها.`,
    standard: "العودة إلى الحقول القياسية",
    text: (label) => t`${label} (نص)`,
    standing: {
      spellings: "حقل نصي: لا يُعثر على الأرقام إلا بصيغها المعتادة.",
      absent: "متروك: ليس لدى مؤسستك هذا الحقل، أو لا يحق لمستخدمك رؤيته.",
      no_numbers: "متروك: لا يمكن العثور على أرقام في حقل من هذا النوع.",
    },
  },
};
