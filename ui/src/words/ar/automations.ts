import type {
  BecauseView,
  CallWord,
  CannotView,
  DidView,
  NamedRecordView,
  HeldBackView,
  LeftOutStep,
} from "../../host/bindings";
import type { Words } from "../en/en";
import { actions } from "./actions";
import { t } from "./text";

const { text, misfit } = actions.actions;

const inputs = (given: [string, string][]) =>
  given.map(([name, value]) => `${text(name)} = ${value}`).join(", ");

/** What set a run off: a call by whom it was with, a record by its name where that is known. */
function because(of: BecauseView, who: string | null): string {
  switch (of.because) {
    case "call":
      return call(who, EVENT[of.word]);
    case "disposition":
      return call(who, of.label);
    case "record":
      return t`${record(of.record)}: ${{ new: "جديد", updated: "تغيّر", deleted: "حُذف" }[of.change]}`;
    case "message":
      return t`${record(of.record)}: رسالة صادرة`;
  }
}

const call = (who: string | null, what: string) =>
  who === null ? t`مكالمة لم تعد محفوظة: ${what}` : t`مكالمة مع ${who}: ${what}`;

const record = ({ label, name }: NamedRecordView) => (name === null ? label : t`${label} ${name}`);

/** What a step did, or how the run ended. */
function did(of: DidView): string {
  switch (of.did) {
    case "ran":
      return t`نُفّذ ${text(of.action)}: ${inputs(of.inputs)}`;
    case "showed":
      return t`عُرض: ${of.text}`;
    case "opened":
      return "فُتح في المتصفح:";
    case "tagged":
      return t`وُسمت المكالمة: ${of.tag}`;
    case "asked":
      return t`${of.when}: ${of.held ? "نعم" : "لا"}`;
    case "left_out":
      return LEFT_OUT[of.step];
    case "held_back":
      return HELD_BACK[of.why];
    case "taken_back":
      return t`انتهى: سُحبت الخطوة ${of.step} من صندوق الصادر.`;
    case "failed":
      // What is said already has its own direction.
      return `${t`انتهى: تعذّر تنفيذ الخطوة ${of.step}.`} ${cannot(of.why)}`;
    case "too_many_steps":
      return "انتهى: تجاوز عدد الخطوات المسموح به.";
  }
}

/** What a phone system said about a call. */
const EVENT: Record<CallWord, string> = {
  created: "نشأت",
  previewed: "عُرضت قبل الاتصال",
  ringing: "ترن",
  declined: "رُفضت",
  answered: "تم الرد",
  held: "وُضعت قيد الانتظار",
  unheld: "استؤنفت",
  transferred: "حُوّلت",
  hung_up: "أُغلق الخط",
  ended: "انتهت",
  dispositioned: "حُددت النتيجة في نظام الهاتف",
  voicemail_left: "تُركت رسالة صوتية",
  commented: "كُتب تعليق",
  tagged: "وُسمت",
  untagged: "أُزيل الوسم",
  assigned: "أُسندت",
  archived: "أُرشفت",
  handed_over: "سُلّمت مع ملاحظة",
  noted: "أي شيء آخر",
};

const LEFT_OUT: Record<LeftOutStep, string> = {
  toast: "لم تُعرض رسالة: نصها فارغ.",
  open_record: "لم يُفتح سجل: معرّفه غير معروف.",
  tag: "لم تُوسم المكالمة: الوسم فارغ.",
};

/** Why a step could not be done. */
function cannot(why: CannotView): string {
  switch (why.cannot) {
    case "no_action":
      return t`لم يعد هناك إجراء باسم ${why.action}.`;
    case "does_not_fit":
      return why.because.map(misfit).join(" ");
    case "refused":
      return t`تقول Salesforce: ${why.message}`;
    case "unexpected":
      return t`تعذّرت قراءة رد Salesforce ‏(${why.code}).`;
    case "no_step":
      return "لم يعد التشغيل يعرف خطوته.";
  }
}

const HELD_BACK: Record<HeldBackView, string> = {
  own_write: "أُوقف: سببه كتابة قام بها بنفسه.",
  chain: "أُوقف: شغّلت قواعد الأتمتة بعضها بعضًا مرات كثيرة.",
  too_often: "أُوقف: بلغ عدد مرات التشغيل المسموح بها في الساعة.",
};

/** Arabic: the setup of automations. */
export const automations: Pick<Words, "automations"> = {
  automations: {
    tab: "الأتمتة",
    parts: "عروض قواعد الأتمتة",
    part: { build: "إنشاء", log: "ما تم تشغيله", file: "كملف" },
    all: "كل قواعد الأتمتة",
    add: "قاعدة جديدة",
    save: "حفظ",
    savedSaid: "حُفظت قواعد الأتمتة وتعمل من الآن.",
    revert: "تجاهل التغييرات",
    remove: "إزالة هذه القاعدة",
    removeShort: "إزالة",
    signed:
      "سياسة شركتك لا تقبل إلا الملفات الموقّعة. يمكن الاطلاع على قواعد الأتمتة هنا، ويُجرى تغييرها بملف موقّع.",
    none: "لا توجد قواعد أتمتة بعد. هي تنفّذ ما كنت ستفعله يدويًا كلما حدث شيء.",
    untitled: "قاعدة جديدة",
    off: "متوقفة",
    faulty: "تحتاج إلى مراجعة",
    nearest: (name) => t`هل قصدت ${name}؟`,
    what: "ما اسمها",
    title: "العنوان",
    enabled: "قيد التشغيل",
    starts: "متى",
    startsLead: "ما الذي يشغّلها، وما الذي يجب أن يتحقق إضافةً إلى ذلك.",
    startsWith: "تبدأ عندما",
    condition: "وفقط إذا",
    conditionHint: 'مثال: caller.found = "nobody" and call.answered. فارغ: دائمًا.',
    does: "عندئذٍ",
    doesLead: "تُنفّذ الخطوات بالترتيب. كل ما يُكتب في Salesforce يمر عبر صندوق الصادر.",
    recipes: "ابدأ بواحدة من هذه",
    recipesLead: "كل منها قاعدة عادية تغيّرها كما تشاء.",
    recipe: {
      stranger: "عميل متوقع جديد من متصل غير معروف",
      follow_up: "مهمة متابعة بعد إبداء اهتمام",
      callback: "تذكير بعد عدم الرد",
      escalated: "فتح الحالة المصعَّدة عند الرد على المكالمة",
      message: "الاستجابة لرسالة صادرة",
    },
    trigger: {
      call: "يحدث شيء لمكالمة",
      disposition: "تُسجَّل نتيجة مكالمة",
      new_record: "سجل جديد في Salesforce",
      updated_record: "يتغير سجل في Salesforce",
      deleted_record: "يُحذف سجل في Salesforce",
      outbound_message: "ترسل Salesforce رسالة صادرة",
    },
    event: EVENT,
    events: "الأحداث",
    dispositions: "نتائج المكالمات",
    any: "(دون تحديد: أي منها)",
    object: "الكائن",
    whose: "سجلات من",
    mine: "التي يملكها الشخص المسجّل دخوله",
    anyones: "سجلات الجميع (لمكتب واحد في الشركة)",
    fields: "فقط إذا تغير أحد هذه الحقول",
    step: {
      action: "تنفيذ إجراء",
      toast: "عرض رسالة",
      open_record: "فتح سجل",
      tag: "وسم المكالمة",
      branch: "اختيار أحد الطريقين",
      stop: "التوقف هنا",
    },
    stepNumber: (n) => t`الخطوة ${n}`,
    addStep: "إضافة خطوة",
    removeStep: (n) => t`إزالة الخطوة ${n}`,
    earlier: (n) => t`رفع الخطوة ${n}`,
    action: "الإجراء",
    pick: "اختر إجراءً",
    moreField: "حقل آخر باسم API",
    addField: "إضافة",
    text: "الرسالة",
    record: "معرّف السجل",
    tag: "الوسم",
    then: "إذا تحقق",
    otherwise: "وإلا",
    stopLead: "لا تُنفّذ أي خطوة بعدها.",
    insert: (field) => t`إدراج معلومة في ${field}`,
    insertShort: "إدراج…",
    parents: "حقول السجلات الأصلية",
    parentOpened: (path) => t`في القائمة حقول ${path}. افتحها من جديد لاختيار حقل.`,
    allFacts: "كل الوقائع…",
    kind: {
      text: "نص",
      number: "عدد",
      bool: "نعم أو لا",
      date: "يوم",
      moment: "لحظة",
      list: "قائمة",
      any: "أي قيمة",
    },
    fileLead: "الشيء نفسه كنص: لإدارة الإصدارات، ولمكاتب أخرى، وللتوقيع.",
    line: (n) => t`السطر ${n}`,
    noRuns: "لم يعمل شيء بعد. تظهر هنا عمليات التشغيل في آخر 90 يومًا، مع ما رأته وما فعلته.",
    state: {
      going: "قيد التنفيذ",
      waiting: "في انتظار Salesforce",
      done: "تم",
      failed: "انتهى مبكرًا",
      held_back: "أُوقف",
    },
    because,
    openCall: (when) => t`فتح مكالمة ${when}`,
    ids: "للبحث عنه في مكان آخر",
    callId: "معرّف المكالمة في نظام الهاتف",
    recordId: "معرّف السجل في Salesforce",
    did,
    inputs: (n) => t`ما رأته (${n})`,
    older: "عمليات أقدم",
    lookNow: "فحص Salesforce الآن",
  },
};
