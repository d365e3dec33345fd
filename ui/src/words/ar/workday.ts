import type { Words } from "../en/en";
import { t } from "./text";

/** Arabic: the clock after a call, do not disturb, and the keys. */
export const workday: Pick<Words, "workday"> = {
  workday: {
    afterCall: "وقت ما بعد المكالمة",
    left: (time) => t`بقي ${time}`,
    over: (time) => t`زيادة ${time}`,
    overSaid: "انتهى وقت ما بعد المكالمة. لا يضيع شيء؛ خذ ما تحتاج إليه من الوقت.",
    extend: "+1 د",
    extended: "دقيقة إضافية.",
    clock: "مؤقت ما بعد المكالمة",
    clockHint: "يعدّ تنازليًا ويمكن تمديده. عند انتهائه لا يحدث شيء.",
    clockNone: "دون مؤقت",
    quiet: "عدم الإزعاج",
    quietOn: "عدم الإزعاج مفعّل: تصل المكالمات إلى هذه النافذة، ولا ينبّه إليها شيء آخر.",
    quietOff: "عدم الإزعاج متوقف.",
    quietHint: "لا إشعارات، ولا تطلب النافذة الانتباه. تصل إليها المكالمات رغم ذلك.",
    keysTitle: "المفاتيح",
    keysLead: "يمكن أن يكون كل مفتاح من هذه مفتاحًا آخر. تبقى الأرقام وEnter وEsc وCtrl K كما هي.",
    change: "تغيير",
    changeOf: (what) => t`تغيير المفتاح: ${what}`,
    press: "اضغط المفتاح الجديد؛ وEsc يبقي القديم",
    noKey: "دون مفتاح",
    taken: (key, what) => t`${key} هو بالفعل مفتاح: ${what}.`,
    takeIt: "أخذه رغم ذلك",
    reserved: (key) => t`لـ ${key} معنى ثابت. اضغط مفتاحًا آخر.`,
    resetKeys: "كل المفاتيح كما كانت في الأصل",
    keysReset: "كل المفاتيح كما كانت في الأصل.",
    changed: (what, key) => t`${what}: ${key}`,
  },
};
