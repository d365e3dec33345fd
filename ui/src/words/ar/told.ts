/** Arabic: what became of things, and why: words for the small kinds of the bindings. */
import type { AboutView, LeftOutReason, LineView, RefusedBecause } from "../../host/bindings";
import type { Words } from "../en/en";
import { t } from "./text";

/** ": Stage (opportunity)", where it is known. */
function about({ object, fields }: AboutView): string {
  if (fields.length === 0) return object === null ? "" : t`: ${object}`;
  return object === null ? t`: ${fields.join("، ")}` : t`: ${fields.join("، ")} (${object})`;
}

const refusedBecause: Record<RefusedBecause, (what: AboutView) => string> = {
  rule: (what) => t`ترفض قاعدة في مؤسستك هذا${about(what)}.`,
  missing: (what) => t`تطلب Salesforce شيئًا ناقصًا${about(what)}.`,
  bad_value: (what) => t`لا تقبل Salesforce إحدى القيم${about(what)}.`,
  not_allowed: (what) => t`لا يحق لمستخدم Salesforce الخاص بك كتابة هذا${about(what)}.`,
  gone: (what) => t`لم يعد السجل في Salesforce${about(what)}.`,
  several: (what) => t`يدل المفتاح على عدة سجلات${about(what)}، فلم يتغير شيء.`,
  duplicate: () => "لدى Salesforce سجل مثل هذا بالفعل.",
  changed: () => "غيّر أحدهم السجل بعد أن عُرض عليك.",
  org_lacks: (what) => t`ينقص مؤسستك شيء تحتاج إليه هذه النتيجة${about(what)}.`,
  other: (what) => t`رفضت Salesforce هذا${about(what)}.`,
};

const leftOutBecause: Record<LeftOutReason, (field: string, object: string) => string> = {
  not_in_org: (field, object) => t`تُرك ${field} (${object}): لا تعرضه مؤسستك عليك.`,
  not_allowed: (field, object) => t`تُرك ${field} (${object}): لا يحق لمستخدمك الكتابة فيه.`,
  not_from_there: (field, object) => t`يبقى ${field} (${object}) كما هو: تجاوز هذه الخطوة بالفعل.`,
  no_record: (field, object) => t`يبقى ${field} كما هو: المكالمة ليست بشأن ${object}.`,
  does_not_fit: (field, object) =>
    t`تُرك ${field} (${object}): لا يستطيع أخذ ما يعطيه له ربط الحقول. أخبر مسؤول النظام.`,
  not_empty: (field, object) => t`يبقى ${field} (${object}) كما هو: فيه قيمة بالفعل.`,
  not_of_record_type: (field, object) =>
    t`يبقى ${field} (${object}) كما هو: لا تملك السجلات من هذا النوع هذه القيمة. أخبر مسؤول النظام.`,
  tried_enough: () => "لا يتبع شيء: جُرّب هذا الرقم بقدر ما يُسمح به.",
  shortened: (field) => t`اختُصر ${field} ليتسع.`,
};

export const told: Pick<
  Words,
  | "trouble"
  | "stale"
  | "refusedBecause"
  | "refusedKept"
  | "refusedAdvice"
  | "refusedAdviceOrCreate"
  | "because"
  | "owner"
  | "nameless"
  | "line"
  | "writing"
  | "wrote"
  | "leftOutBecause"
  | "value"
  | "past"
  | "withOwner"
  | "orgFault"
  | "rejection"
  | "door"
  | "toldSender"
> = {
  trouble: {
    unreachable: "تعذّر الوصول إلى Salesforce. تُرسل فور عودة الاتصال.",
    answer_lost: "ضاعت إجابة Salesforce. يتحقق Callside أولًا هل كُتبت.",
    busy: "كانت Salesforce مشغولة بهذا السجل. تُرسل مجددًا بعد قليل.",
    limit: "استنفدت مؤسستك استدعاءات API في Salesforce. تُرسل عندما تتوفر استدعاءات جديدة.",
    sign_in: "تطلب منك Salesforce تسجيل الدخول مجددًا. تُرسل بعد ذلك.",
    unexpected: "أعطت Salesforce إجابة لا يستطيع Callside قراءتها. تُعاد المحاولة.",
  },
  stale: {
    sign_in: "تطلب منك Salesforce تسجيل الدخول مجددًا.",
    unreachable: "تعذّر الوصول إلى Salesforce.",
    too_late: "تأخرت Salesforce في الإجابة.",
    limit: "استنفدت مؤسستك استدعاءات API في Salesforce.",
    refused: "لا تسمح لك Salesforce بالاطلاع على هذه السجلات.",
    trouble: "أعطت Salesforce إجابة لا يستطيع Callside قراءتها.",
  },
  refusedBecause,
  refusedKept: "ملاحظاتك والمكالمة محفوظة.",
  refusedAdvice: {
    rule: "غيّر ما تطلبه القاعدة، أو اترك الحقل، ثم أعد الإرسال.",
    missing: "املأه وأعد الإرسال، أو اسأل مسؤول النظام هل يجب أن يكون مطلوبًا هنا.",
    bad_value: "اختر قيمة أخرى، أو اترك الحقل، ثم أعد الإرسال.",
    not_allowed: "اطلب الإذن من مسؤول النظام، أو اترك الحقل، ثم أعد الإرسال.",
    gone: "اختر سجلًا آخر لهذه المكالمة.",
    several: "اختر السجل المقصود.",
    duplicate: "استخدم السجل الموجود.",
    changed: "قارن بين القيمتين وأبقِ قيمتك أو قيمتهم.",
    org_lacks: "اترك الحقل وأعد الإرسال، وأخبر مسؤول النظام.",
    other: "اقرأ نص Salesforce أدناه، وغيّر ما يذكره، ثم أعد الإرسال.",
  },
  refusedAdviceOrCreate: "استخدم السجل الموجود، أو احفظ هذا على أي حال.",
  because: (why) => {
    if (why.kind === "found") return "عُثر عليه بالبحث.";
    const same = why.same === "exact" ? "الرقم نفسه تمامًا" : "الرقم نفسه دون رمز الدولة";
    const before = why.chosen_before ? " اختير لهذا الرقم من قبل." : "";
    const here = why.made_here ? " أُنشئ على هذا المكتب قبل لحظات." : "";
    return t`مطابق في ${why.field}، ${same}.${before}${here}`;
  },
  owner: "المالك",
  nameless: "متصل غير معروف",
  line: (line: LineView) => {
    if (line.kind === "number")
      return line.extension ? t`${line.text} تحويلة ${line.extension}` : t`${line.text}`;
    if (line.kind === "internal") return t`تحويلة ${line.digits}`;
    if (line.kind === "unknown") return "الرقم غير معروف";
    return line.kind === "withheld" ? "الرقم محجوب" : "رقم غير مقروء";
  },
  writing: (title) => {
    if (title.kind === "call_log") return "تسجيل المكالمة مع";
    if (title.kind === "calendar_event") return "حدث في التقويم";
    return title.kind === "new_record" ? t`جديد: ${title.object}` : title.object;
  },
  wrote: (title) => {
    if (title.kind === "call_log") return "سجل المكالمة";
    return title.kind === "calendar_event" ? "حدث في التقويم" : title.object;
  },
  leftOutBecause,
  value: { yes: "نعم", no: "لا", empty: "(فارغ)", newRecord: "السجل الجديد" },
  past: (title) => {
    if (title.kind === "text") return title.text;
    if (title.kind === "case_opened") return t`فُتحت الحالة ${title.number}`;
    return title.kind === "called" ? "اتصال" : "مكالمة";
  },
  withOwner: (owner) => t`مع ${owner}`,
  orgFault: (fault) => {
    if (fault.kind === "table")
      return t`الجدول ${fault.table} ليس لأي مكالمات، أو لما هو لجدول آخر، أو لا يسمح بأي نتيجة.`;
    if (fault.kind === "outcome") return t`يسمح الجدول ${fault.table} بالنتيجة ${fault.code} غير الموجودة.`;
    if (fault.kind === "row") {
      return t`تشترك النتيجة ${fault.label} في مفتاحها أو رمزها مع أخرى، أو ليس لها أي من المفاتيح 1-9.`;
    }
    if (fault.kind === "phone_field_absent")
      return t`يذكر البحث حقل الهاتف ${fault.field} (${fault.object})، وهو غير موجود في مؤسستك أو لا يحق لمستخدمك رؤيته. يُترك.`;
    if (fault.kind === "phone_field_holds_none")
      return t`يذكر البحث الحقل ${fault.field} (${fault.object})، ولا يمكن العثور على أرقام في حقل من نوعه. يُترك.`;
    const what = t`تعيّن ${fault.label} الحقل ${fault.field} (${fault.object})`;
    return fault.kind === "field"
      ? t`${what}، وهو غير موجود في مؤسستك أو لا يحق لمستخدمك كتابته. يُترك حتى يمنحه مسؤول النظام.`
      : t`${what} على ${fault.value}، وهي غير موجودة في مؤسستك.`;
  },
  rejection: {
    host: "لم يكن موجهًا إلى هذا الجهاز.",
    origin: "جاء من صفحة ويب لا يحق لها إرسال مكالمات.",
    embedded: "جاء من داخل صفحة ويب أخرى.",
    unsigned: "لم يحمل توقيعًا ولا سرًا.",
    bad_signature: "توقيعه أو سره خاطئ.",
    stale: "قديم أكثر من اللازم.",
    not_found: "عنوانه ليس من عناوين Callside.",
    not_configured: "نظام الهاتف هذا غير مهيأ هنا.",
    method: "أُرسل بطريقة خاطئة (طريقة HTTP).",
    media_type: "صيغته ليست مما يُقرأ هنا.",
    too_large: "أكبر من اللازم.",
    slow: "استغرق وصوله وقتًا طويلًا.",
    broken_off: "انقطع في الطريق.",
    malformed: "تعذّرت قراءته.",
    unsupported_event: "لا يعرف Callside هذا النوع من الأحداث.",
    busy: "كان Callside مشغولًا جدًا.",
    full: "كان القرص ممتلئًا.",
    broken: "لم يستطع Callside حفظه.",
    other: "لم يُقبل.",
  },
  door: "البوابة",
  toldSender: "أُبلغ المرسل:",
};
