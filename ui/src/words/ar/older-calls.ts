import type { Words } from "../en/en";
import { t } from "./text";
import { numberFormat } from "../formats";

/** Arabic: older calls from Salesforce, and what customers said. */
const n = (count: number) => numberFormat("ar").format(count);

export const olderCalls: Pick<Words, "olderCalls" | "satisfaction"> = {
  olderCalls: {
    title: "جلب مكالمات أقدم",
    lead: "تدخل المكالمات المسجَّلة في Salesforce إلى سجل هذا الجهاز. لا يُكتب شيء في Salesforce.",
    whose: "مكالمات من",
    mine: "مكالماتي",
    team: "كل ما يحق لي رؤيته",
    first: "من يوم",
    last: "إلى يوم",
    earliest: (day) => t`المكالمات قبل ${day} لا تُحفظ على هذا الجهاز.`,
    start: "اجلبها",
    pause: "إيقاف مؤقت",
    resume: "متابعة",
    cancel: "إنهاء",
    bar: "مدى التقدم",
    counting: "يُسأل Salesforce عن عددها…",
    progress: (read, total) => t`${n(read)} من ${n(total)}`,
    speed: (perSecond) => t`${n(perSecond)} في الثانية`,
    left: (time) => t`بقي ${time}`,
    came: (fresh, known) => t`${n(fresh)} جديدة، ${n(known)} معروفة من قبل`,
    unreadable: (count) => t`تعذّرت قراءة ${n(count)} فتُركت.`,
    state: {
      running: "تصل الآن",
      paused: "متوقف مؤقتًا. ما وصل يبقى، وتستمر من حيث توقفت.",
      done: "وصلت كلها.",
      cancelled: "انتهى. ما وصل يبقى.",
      failed: "يرفض Salesforce ذلك. ما وصل يبقى.",
    },
    waits: {
      sign_in: "تستمر عندما تسجّل الدخول.",
      org: "تستمر عندما يسجّل من بدأها الدخول إلى المؤسسة نفسها.",
      salesforce: "لا يجيب Salesforce. تستمر من تلقاء نفسها.",
      budget: "أوشكت استدعاءات API للمؤسسة على النفاد. تستمر من تلقاء نفسها عندما تتوفر.",
    },
    ready: (done, total) => t`تُجهَّز مكالمات إصدار أقدم للتصفية والأرقام: ${n(done)} من ${n(total)}.`,
    only: "من Salesforce، معروفة كمهمة فقط",
    onlyLead:
      "لم يخبر أي نظام هاتف Callside بهذه المكالمة: هي معروفة من مهمة في Salesforce. لا يُعرف الانتظار ولا الإبقاء ولا العمل بعد المكالمة.",
    dayOnly: "تذكر المهمة اليوم دون الساعة.",
    openTask: "فتح المهمة",
    numbers:
      "المكالمات المعروفة من مهام Salesforce وحدها تُحسب بما تقوله المهمة: مدتها حديث. الإبقاء والعمل بعد المكالمة والتكرار وهل أُجيبت مكالمة بلا مدة أمور غير معروفة، ولا تُنقص أي متوسط.",
  },
  satisfaction: {
    title: "رضا العملاء",
    of: (average, best) => t`${average} من ${best}`,
    count: (count) => (count === 1 ? "تقييم واحد" : t`${n(count)} تقييمات`),
    against: (change) => t`${change} مقارنة بالأيام السابقة`,
    asOf: (age) => t`حالة: ${age}`,
    asking: "يُسأل Salesforce…",
    never: "لم يُسأل Salesforce بعد.",
    trouble: "تعذّر سؤال Salesforce.",
    leftOut: (count, worst, best) => t`${n(count)} صفوف لا تحمل تقييمًا من ${worst} إلى ${best} فتُركت.`,
    cut: "التقييمات أكثر مما يُقرأ. اجعل الاستعلام لأيام أقل.",
    byDay: "الرضا بحسب اليوم",
    by: {
      agent: "الرضا بحسب الموظف",
      queue: "الرضا بحسب قائمة الانتظار",
      campaign: "الرضا بحسب الحملة",
    },
    day: "اليوم",
    ratings: "التقييمات",
    average: "المتوسط",
    means: (worst, best) =>
      t`متوسط ما قاله العملاء، من ${worst} (الأسوأ) إلى ${best} (الأفضل)، كما يجده استعلام المسؤول. الأيام بلا تقييم فراغ.`,
    none: "لم يُعدّ رضا العملاء. يحدد المسؤول في ملف الإعداد مكان التقييمات: انظر دليل المشرفين.",
  },
};
