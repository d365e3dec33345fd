import type { Words } from "../en/en";
import { t } from "./text";

/** Arabic: the link to a relay. */
export const relay: Pick<Words, "relay"> = {
  relay: {
    title: "خادم الترحيل",
    lead: "يستقبل خادم الترحيل مكالمات فريقك كله ويسلّمك مكالماتك، حتى التي وصلت وهذا الجهاز مطفأ.",
    states: {
      off: "غير مستخدم",
      connecting: "جارٍ الاتصال",
      up: "متصل",
      waiting: "غير متصل",
      sign_in_needed: "يلزم تسجيل الدخول",
      signing_in: "في انتظار المتصفح",
      stopped: "متوقف",
    },
    upAs: (person, relay) => t`باسم ${person}، على ${relay}`,
    tells: {
      calls: "من يشرف عليك يرى في سجله مكالماتك ونتائجها والسجلات التي كُتبت.",
      calls_and_notes: "من يشرف عليك يرى في سجله مكالماتك ونتائجها وملاحظاتك وما عُرض لك وما كُتب.",
    },
    fallback: "(يمنع خادم وكيل مرور WebSocket؛ ومع ذلك تصل المكالمات)",
    signInLead: "تخبر مؤسستك خادم الترحيل من أنت. لا تصله أي كلمة مرور.",
    browser: "إذا لم يُفتح متصفح، فافتح هذا العنوان",
    address: "عنوان خادم الترحيل",
    addressHint:
      "من مسؤول النظام، مثل https://relay.example.com. فارغ: تأتي المكالمات من بوابة هذا الجهاز وحدها.",
    connect: "حفظ واتصال",
    leave: "تركه كما كان",
    signIn: "تسجيل الدخول إلى خادم الترحيل",
    tryNow: "المحاولة الآن",
    disconnect: "قطع الاتصال",
  },
};
