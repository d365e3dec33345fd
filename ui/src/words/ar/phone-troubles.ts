/** Arabic: what a phone system did not do, and what to check. */
import type { CheckFoundView, PhoneFault, PhoneTrouble, SymptomView } from "../../host/bindings";
import type { Words } from "../en/en";
import { SECONDS } from "./nouns";
import { counted, t } from "./text";

const said = (words: string) => (words === "" ? "" : t` ورسالته: ${words}`);

/** What happened, in one sentence. */
function trouble(system: string, it: PhoneTrouble): string {
  switch (it.kind) {
    case "not_a_number":
      return "هذا ليس رقمًا يمكن الاتصال به.";
    case "no_destination":
      return "هذا ليس رقمًا ولا تحويلة. ملاحظتك ما زالت هنا.";
    case "none_can_dial":
      return "لا يوجد هنا نظام هاتف مُعَدّ يستطيع الاتصال.";
    case "no_agent":
      return t`يحتاج ${system} إلى معرفة من يتصل.`;
    case "not_set_up":
      return t`لم تُجرَ تهيئة ${system} هنا.`;
    case "not_offered":
      return t`لا يوفّر ${system} هذا.`;
    case "wrong_key":
      return t`لا يقبل ${system} المفتاح الموجود لدى Callside.`;
    case "not_allowed":
      return t`يقبل ${system} المفتاح، لكنه لا يسمح له بهذا.`;
    case "no_credit":
      return t`لا رصيد متبقٍ في حسابك لدى ${system}.`;
    case "too_many":
      return t`تلقى ${system} طلبات كثيرة ويطلب الانتظار ${typeof it.wait_s === "number" ? counted(it.wait_s, SECONDS) : it.wait_s}.`;
    case "refused":
      return t`رفض ${system} (HTTP ${it.status}).${said(it.said)}`;
    case "agent_not_ready":
      return t`يقول ${system} إن هاتفك غير جاهز للمكالمات.`;
    case "not_there":
      return t`لا يعرف ${system} هذا، ربما ليس بعد.`;
    case "unreachable":
      return t`تعذّر الوصول إلى ${system}. لم يُنفَّذ شيء.`;
    case "answer_lost":
      return t`لم يُجب ${system} في الوقت المناسب. ربما نُفّذ الأمر رغم ذلك: انظر إلى هاتفك.`;
    case "its_fault":
      return t`لدى ${system} عطل خاص به (HTTP ${it.status}).`;
    case "unreadable":
      return t`أعطى ${system} إجابة لا يستطيع Callside قراءتها.`;
  }
}

const checks: Record<SymptomView, string[]> = {
  connect_fails: [
    "العنوان الأساسي: الإملاء، وhttps، والمسار الذي يسبق غيره.",
    "من هذا الجهاز: يجب أن يسمح DNS والوكيل والجدار الناري بالمرور.",
    "مسار الاتصال: بعض أنظمة الهاتف لا تجيب إلا تحت مسار خاص بها.",
  ],
  key_refused: [
    "401: مفتاح API، أو اسم المستخدم وكلمة المرور، خاطئ أو منتهٍ أو من بيئة أخرى.",
    "403: المفتاح صحيح لكنه لا يسمح بهذا؛ امنحه حق إجراء المكالمات وإنهائها.",
    "Bearer وBasic: مع مفتاح API يرسل Callside Bearer، ومع اسم المستخدم وكلمة المرور Basic.",
  ],
  dial_refused: [
    "الرقم: يرسل Callside بصيغة E.164 (+ وأرقام)؛ قد يريد نظام الهاتف صيغة أخرى.",
    "يجب أن يكون campaign_name وskill_id موجودين هناك ومسموحًا بهما لهذا الموظف.",
    "مسار إجراء المكالمة ومحتواه، كما في وثائق نظام الهاتف نفسه.",
  ],
  agent_cannot_dial: [
    "أنت مسجّل الدخول إلى الهاتف ولست في مكالمة.",
    "تحويلتك أو مستخدمك في الإعدادات هو نفسه في نظام الهاتف.",
    "لديك حق الاتصال الصادر والمهارة التي تتطلبها المكالمة.",
  ],
  hang_up_does_nothing: [
    "معرّف المكالمة: يجب أن يكون الذي أعطاه نظام الهاتف عند إجراء المكالمة أو ظهورها.",
    "موضع معرّف المكالمة في الإجابة من الإعدادات؛ انظر إلى آخر إجابة.",
    "بعض أنظمة الهاتف لا تنهي إلا المكالمات التي أجرتها بنفسها.",
  ],
  recording_empty: [
    "كثيرًا ما تظهر التسجيلات بعد دقائق من المكالمة؛ حاول لاحقًا.",
    "يجب تفعيل التسجيل للحملة أو الرقم أو قائمة الانتظار.",
    "موضع عنوان التسجيل في الإجابة من الإعدادات.",
  ],
  pop_without_customer: [
    "يجب أن يحمل الويب هوك رقم المتصل؛ انظر أسماء حقوله ومساراتها.",
    "الرقم دون رمز دولة يتبع المنطقة الأصلية في الإعدادات.",
    "لا يُبحث أبدًا عن الأرقام المحجوبة والتحويلات.",
  ],
  strange_answer: [
    "قد يكون العنوان الأساسي عنوان صفحات الويب بدلًا من API.",
    "لديه عطل خاص به (5xx): سجله يقول المزيد.",
  ],
  too_many_requests: ["قد تستخدم برامج أخرى المفتاح نفسه؛ وحدّه يسري عليها جميعًا معًا."],
  no_credit: ["اشترِ رصيدًا، أو أوقف هذه الخدمة في الإعدادات."],
  not_set_up: ["التهيئة، الهاتف: أدخل عنوانه ومفتاحه ومن أنت هناك؛ ثم احفظ."],
};

const found: Record<CheckFoundView, string> = {
  accepted: "العنوان يجيب والمفتاح مقبول.",
  usable: "العنوان والمفتاح صالحان للاستخدام. أرسل مكالمة تجريبية لترى هل يجيب.",
  webhook_made: "يرسل ويب هوك جديد أحداثه إلى هناك.",
  webhook_woken: "كان الويب هوك متوقفًا؛ وهو الآن يعمل من جديد.",
  webhook_completed: "لم يكن الويب هوك يجلب كل الأحداث التي يقرؤها Callside؛ وهو الآن يجلبها.",
  webhook_there: "يرسل الويب هوك الأحداث إلى هناك بالفعل.",
};

const faults: Record<PhoneFault, string> = {
  address: "يبدأ عنوانه بـ https:// (ولا يُستخدم http:// إلا في شبكتك الخاصة).",
  credentials: "يلزم مفتاح، أو اسم مستخدم وكلمة مرور.",
  sticky_key: "يبدأ مفتاحه بـ sk_test_ أو sk_live_.",
  path: "تعذّرت قراءة مسار JSON.",
  other: "فيه ما لا يناسب.",
};

export const phoneTroubles: Pick<
  Words,
  "phoneTrouble" | "phoneChecks" | "phoneFound" | "phoneFault" | "toldTo" | "connectorFor"
> = {
  phoneTrouble: trouble,
  phoneChecks: checks,
  phoneFound: found,
  phoneFault: (system, fault) => t`لا يمكن استخدام ${system} كما أُدخل: ${faults[fault]}`,
  toldTo: {
    waiting: (system) => t`سيُبلَّغ ${system} بعد حفظ الخلاصة.`,
    later: (system, when) => t`تعذّر إبلاغ ${system} حتى الآن. المحاولة التالية ${when}.`,
    sending: (system) => t`جارٍ إبلاغ ${system}…`,
    sent: (system, when) => t`أُبلغ ${system} في ${when}.`,
    again: "إبلاغه مجددًا",
  },
  connectorFor: {
    answered: "تظهر المكالمة.",
    previewed: "تظهر المكالمات الصادرة قبل الاتصال.",
    transferred: "يُسجَّل التحويل على المكالمة.",
    hung_up: "تبدأ خلاصة المكالمة.",
    dispositioned: "تُقترح نتيجة Five9 نفسها.",
  },
};
