import type { Words } from "../en/en";
import { t } from "./text";

/** Arabic: the first screens. */
export const start: Pick<Words, "signIn" | "keychain" | "database"> = {
  signIn: {
    title: "تسجيل الدخول إلى Salesforce",
    lead: "يعرض Callside من المتصل ويكتب ما آلت إليه المكالمة. يحتاج للأمرين إلى مستخدمك في Salesforce.",
    where: "أين تسجّل الدخول؟",
    production: "الإنتاج",
    productionHint: "login.salesforce.com",
    sandbox: "بيئة الاختبار",
    sandboxHint: "test.salesforce.com",
    myDomain: "My Domain",
    myDomainHint: "عنوان شركتك الخاص",
    host: "عنوان My Domain",
    hostExample: "acme.my.salesforce.com",
    hostNeeded: "اكتب عنوان شركتك، مثل acme.my.salesforce.com.",
    go: "تسجيل الدخول عبر Salesforce",
    browser: "يُفتح متصفحك. لا يرى Callside كلمة مرورك أبدًا.",
    ended: "لماذا سُجّل خروجك",
    waitingTitle: "تابع في متصفحك",
    waitingLead: "سجّل الدخول هناك واسمح لـ Callside. تتابع هذه الشاشة تلقائيًا.",
    noBrowser: "لا متصفح؟ انسخ هذا العنوان إلى متصفح على هذا الجهاز:",
    address: "عنوان تسجيل الدخول",
    settings: "إعدادات الاتصال",
    expired: (name) =>
      t`${name}، تطلب منك Salesforce تسجيل الدخول مجددًا. تستمر المكالمات والملاحظات؛ وما تحفظه يُرسل بعد ذلك.`,
  },
  keychain: {
    title: "لا توجد سلسلة مفاتيح",
    lead: "يحفظ Callside تسجيل دخولك ومفتاح قاعدة بياناته في سلسلة مفاتيح هذا الجهاز. لا يستطيع الوصول إلى أي منها:",
    choose: "ماذا يفعل Callside؟",
    tryAgain: "إعادة المحاولة",
    tryAgainHint: "بعد فتح قفل سلسلة مفاتيح أو تثبيتها. الطريقة الأكثر أمانًا.",
    session: "حتى إغلاق Callside فقط",
    sessionHint:
      "تبقى الأسرار في الذاكرة. تسجّل الدخول بعد كل بدء، ولا يمكن حينها قراءة المكالمات المحفوظة على هذا الجهاز.",
    file: "في ملف لمستخدمك",
    fileHint:
      "من يستطيع قراءة ملفاتك أو نسختك الاحتياطية يستطيع استخدام تسجيل دخولك وقراءة المكالمات المخزنة. لا تختر هذا إلا إذا وافق مسؤول النظام.",
    go: "متابعة",
  },
  database: {
    title: "تعذّر فتح قاعدة بيانات Callside",
    what: "ماذا حدث",
    todo: "ما العمل",
    kept: "لم يُحذف شيء. حتى يُصلَح هذا لا يمكن حفظ أي مكالمة هنا.",
    look: "إعادة النظر",
  },
};
