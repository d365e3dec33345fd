/** Arabic: what the engine says, by its kinds and parts. */
import type { DatabaseTrouble, KeychainTrouble, RelayTrouble, SecretOf } from "../../host/bindings";
import type { Words } from "../en/en";
import { phoneTroubles } from "./phone-troubles";
import { t } from "./text";
import { told } from "./told";

const keychain: Record<KeychainTrouble, string> = {
  no_keychain: "ليست في هذا الجهاز سلسلة مفاتيح يصل إليها Callside.",
  locked: "سلسلة المفاتيح مقفلة.",
  unsafe: "الملف الذي يحل محل سلسلة المفاتيح يقرؤه آخرون أو هو تالف.",
  failed: "سلسلة المفاتيح لا تجيب.",
};

const copy = (at: string | null) =>
  at === null ? "تعذّر إنشاء نسخة؛ وتُرك الملف كما هو." : t`وُضعت نسخة في ${at}.`;

const RESTART = "أعد تشغيل Callside؛ وإذا تكرر الأمر فأرسل السجل إلى مسؤول النظام.";
const KEYCHAIN = "افتح قفل سلسلة المفاتيح التي استخدمتها سابقًا، أو اطلب من مسؤول النظام استعادة قيدها.";

/** What happened to the database, and what to do. */
function database(trouble: DatabaseTrouble): [what: string, todo: string] {
  switch (trouble.kind) {
    case "wrong_key":
      return ["المفتاح الذي في سلسلة مفاتيحك لا يفتح قاعدة بيانات Callside. تُرك الملف كما هو.", KEYCHAIN];
    case "key_lost":
      return ["مفتاح قاعدة بيانات Callside ليس في سلسلة المفاتيح. تُركت القاعدة كما هي.", KEYCHAIN];
    case "corrupt":
      return [
        t`قاعدة بيانات Callside تالفة. ${copy(trouble.copied_to)}`,
        "استعدها من نسخة احتياطية، أو اسأل مسؤول النظام قبل أن تبدأ بقاعدة فارغة.",
      ];
    case "newer":
      return [
        t`كتب هذه القاعدة إصدار أحدث من Callside. ${copy(trouble.copied_to)}`,
        "ثبّت الإصدار الأحدث من Callside مجددًا.",
      ];
    case "gone":
      return [
        "اختفى ملف قاعدة بيانات Callside من مجلده. لم يُنشأ شيء جديد مكانه.",
        "أعد الملف إلى مكانه، أو اسأل مسؤول النظام قبل أن تبدأ بقاعدة فارغة.",
      ];
    case "locked":
      return ["يستخدم Callside آخر على هذا الجهاز قاعدة البيانات.", "أغلق الآخر وأعد تشغيل Callside."];
    case "full":
      return ["القرص ممتلئ؛ لا يُحفظ شيء جديد.", "أفسح مكانًا وأعد المحاولة."];
    case "read_only":
      return ["لا يمكن الكتابة في مجلد Callside؛ لا يُحفظ شيء جديد.", "اطلب من مسؤول النظام حق الكتابة فيه."];
    case "closed":
      return ["قاعدة بيانات Callside مغلقة؛ لا يُحفظ شيء جديد.", "أعد تشغيل Callside."];
    case "unexpected":
      return [t`تعطلت قاعدة بيانات Callside (${trouble.code})؛ لا يُحفظ شيء جديد.`, RESTART];
    case "not_started":
      return ["لم يستطع Callside بدء أجزائه. لم يُغيَّر شيء.", RESTART];
  }
}

const relay: Record<RelayTrouble, string> = {
  unreachable:
    "تعذّر الوصول إلى خادم الترحيل. تنتظر المكالمات هناك؛ ويعاود Callside المحاولة تلقائيًا. إذا استمر ذلك فافحص العنوان والشبكة.",
  not_a_relay:
    "ما يجيب على هذا العنوان ليس خادم ترحيل، بل صفحة وكيل مثلًا. افحص العنوان؛ ويعاود Callside المحاولة تلقائيًا.",
  busy: "خادم الترحيل مشغول أو يُعاد تشغيله. تنتظر المكالمات هناك؛ ويعاود Callside المحاولة تلقائيًا.",
  silent: "صمتت الوصلة. تنتظر المكالمات في خادم الترحيل؛ ويعاود Callside الاتصال.",
  not_kept: "لم يستطع هذا الجهاز حفظ ما وصل. ينتظر ذلك في خادم الترحيل؛ أفسح مكانًا على القرص فيستمر الوصول.",
  not_of_the_team: "لا يعرفك خادم الترحيل. اطلب من مسؤول النظام إضافتك إلى فريقه.",
  version: "إصدارا Callside وخادم الترحيل متباعدان كثيرًا. اسأل مسؤول النظام أيهما يُحدَّث.",
  address: "هذا ليس عنوان خادم ترحيل. أدخل عنوانًا مثل https://relay.example.com.",
  no_answer: "تعذّر الوصول إلى خادم الترحيل. لم يُغيَّر شيء؛ أعد المحاولة.",
};

const secret: Record<SecretOf, string> = { aircall: "رمز Aircall", phone: "سر التوقيع" };

export const sentences: Pick<Words, "sentence" | "keychainTrouble" | "databaseTrouble"> = {
  sentence: {
    internal:
      "وقع خطأ في Callside. ما حفظته باقٍ. أعد المحاولة؛ وإذا تكرر الأمر فأرسل السجل إلى مسؤول النظام.",
    not_ready: "قاعدة بيانات Callside غير مفتوحة، فلا يمكن قراءة شيء أو حفظه. تقول الشاشة الأولى ما العمل.",
    unknown_call: "هذه المكالمة غير معروفة على هذا الجهاز.",
    unknown_action: "لم يعد هذا الإجراء موجودًا.",
    admin_only: "لا يستطيع تغيير هذا إلا مسؤول Callside.",
    signed_files_only: "لا تقبل شركتك إلا ملفات إعداد موقّعة. لم يُغيَّر شيء.",
    unknown_entry: "لم يعد هذا القيد في صندوق الصادر.",
    not_offered: "لم تعد هذه النتيجة معروضة لهذه المكالمة. ملاحظاتك محفوظة؛ اختر نتيجة أخرى.",
    rules_faulty: ({ faults }) => t`فيما كتبته أخطاء (${faults}). ما كان يعمل مستمر.`,
    nothing_rehearsed: "لم تُجرَ محاكاة بعد.",
    bad_days: ({ most }) => t`أجرِ المحاكاة على 1 إلى ${most} يومًا.`,
    not_a_record_id: "اكتب معرّف سجل في Salesforce: 15 أو 18 حرفًا ورقمًا.",
    nobody_meant: "اكتب أولًا رقم هاتف أو معرّف سجل.",
    bad_term: ({ least, most }) => t`اكتب عدد الأيام من ${least} إلى ${most}.`,
    not_a_phone_number: "اكتب رقم هاتف، مع رمز الدولة إن كان خارج البلاد.",
    update_in_call: "لا يُثبَّت شيء أثناء رنين مكالمة أو الحديث فيها. ثبّته بعد المكالمة.",
    too_late: "هو في طريقه إلى Salesforce ولا يمكن تغييره هنا بعد الآن.",
    other_org: "هذا يخص مؤسسة أخرى. سجّل الدخول إليها للمتابعة؛ وهو محفوظ.",
    only_signed: "لا تسمح مؤسستك بتغيير هذا إلا بملف إعداد موقّع. لم يُغيَّر شيء؛ اسأل من يوقّع هذه الملفات.",
    sign_in_needed: "تطلب منك Salesforce تسجيل الدخول. تستمر المكالمات والملاحظات؛ وما تحفظه يُرسل بعد ذلك.",
    unreachable: "تعذّر الوصول إلى Salesforce. تستمر المكالمات والملاحظات.",
    took_too_long: "تأخرت Salesforce في الإجابة. أعد المحاولة.",
    answer_too_large:
      "إجابة Salesforce أكبر مما يقرؤه Callside دفعة واحدة (16 ميغابايت)، لذلك لا يُعرض منها شيء. اطلب صفوفًا أو حقولًا أقل.",
    busy: "Salesforce مشغولة. أعد المحاولة بعد لحظة.",
    limit_reached: "استنفدت مؤسستك استدعاءات API في Salesforce. ما تحفظه يُرسل عندما تتوفر استدعاءات جديدة.",
    not_permitted: "لا تسمح Salesforce لمستخدمك بهذا. اطلب الإذن من مسؤول النظام.",
    unreadable_answer: "أعطت Salesforce إجابة لا يستطيع Callside قراءتها. لم يُغيَّر شيء. أعد المحاولة.",
    no_browser: "تعذّر بدء متصفح. اطلب من مسؤول النظام تحديد المتصفح الافتراضي لهذا الجهاز.",
    database: ({ trouble }) => database(trouble).join(" "),
    secrets_not_changed: (parts) => t`${keychain[parts.keychain]} لم تُغيَّر الأسرار.`,
    sign_in_still_rests: (parts) =>
      t`${keychain[parts.keychain]} قد يكون تسجيل الدخول ما زال هناك؛ سجّل الخروج مجددًا.`,
    phone_system_bad: ({ system, fault }) => phoneTroubles.phoneFault(system, fault),
    confidences_bad: "النسب بين 0 و1، و«للتحقق ابتداءً من» ليست أعلى من «معروف ابتداءً من».",
    quiet_hours_bad: "ساعات الهدوء أوقات من اليوم، مثل 21:00.",
    id_without_source: ({ name }) => t`حدّد مصدر المعرّف ${name}.`,
    webhook_needs_https: "ترسل Aircall أحداثها إلى عنوان يبدأ بـ https://، مثل عنوان خادم ترحيل.",
    no_sticky_key: "أدخل مفتاح Sticky Calls واحفظه أولًا.",
    number_needed: "اكتب رقم هاتف كاملًا، مثل \u2068+1 415 555 0134\u2069.",
    mapping_unreadable: ({ line, column }) =>
      t`تعذّرت قراءة التعيين عند السطر ${line}، العمود ${column}. يبقى التعيين المستخدم.`,
    mapping_path_bad: ({ field, character }) =>
      t`موضع ${field} ليس مسار JSON، عند الحرف ${character}. يبقى التعيين المستخدم.`,
    ivr_unreadable: ({ line, column }) =>
      t`تعذّرت قراءة القواعد عند السطر ${line}، العمود ${column}. تبقى القواعد المستخدمة.`,
    ivr_budget_bad: ({ least, most }) => t`قيمة budget_ms بين ${least} و${most}. تبقى القواعد المستخدمة.`,
    ivr_rule_bad: ({ rule, character }) =>
      t`تسمّي «${rule}» شيئًا غير موجود، عند الحرف ${character}. تبقى القواعد المستخدمة.`,
    notes_too_long: ({ most }) => t`الملاحظات أطول مما تسعه Salesforce (${most} حرفًا). اختصرها.`,
    too_many_fields: ({ most }) =>
      t`تعرض البطاقة ${most} من الحقول الإضافية على الأكثر لكل كائن. أزل واحدًا أولًا.`,
    too_many_phone_fields: ({ most }) =>
      t`يسأل البحث عن ${most} من حقول الهاتف على الأكثر لكل كائن. أزل واحدًا أولًا.`,
    no_such_field: ({ field }) =>
      t`ليس لدى مؤسستك حقل ${field}، أو لا يحق لمستخدمك رؤيته. اسأل مسؤول النظام.`,
    bad_time: "تعذّرت قراءة هذا الوقت. اختره مجددًا.",
    not_a_record: "هذا ليس سجل Salesforce.",
    not_a_caller: "المتصل جهة اتصال أو عميل متوقع أو حساب.",
    bad_region: "المنطقة حرفان لدولة، مثل SA أو AE.",
    bad_api_version: "إصدار API عدد مثل 62.0، لا يقل عن 59.0.",
    secret_too_short: ({ of, least }) => t`${secret[of]} غير صالح: يلزم ${least} حرفًا على الأقل.`,
    not_a_signing_key: "سر التوقيع غير صالح: هو whsec_ يتبعه base64.",
    not_an_address: "هذا ليس عنوان Salesforce. أدخل مضيفًا مثل acme.my.salesforce.com.",
    no_client_id:
      "لم يُحدَّد مفتاح المستهلك. اطلب من مسؤول Salesforce مفتاح تطبيق Callside وأدخله في الإعدادات.",
    no_sign_in_port: ({ ports }) =>
      t`تستخدم برامج أخرى منافذ تسجيل الدخول (${ports.join(", ")}). أغلق أحدها وسجّل الدخول مجددًا.`,
    sign_in_denied: "رُفض تسجيل الدخول في المتصفح. سجّل الدخول مجددًا عندما تكون جاهزًا.",
    sign_in_timed_out: "لم يسجّل أحد الدخول خلال خمس دقائق. سجّل الدخول مجددًا.",
    sign_in_refused: ({ code }) => t`رفضت Salesforce تسجيل الدخول (${code}). أخبر مسؤول النظام بهذه الكلمة.`,
    sign_in_unreachable: "تعذّر الوصول إلى خادم تسجيل الدخول في Salesforce. أعد المحاولة.",
    sign_in_bad_answer:
      "أعطى خادم تسجيل الدخول إجابة لا يستطيع Callside استخدامها. راجع العنوان مع مسؤول النظام.",
    sign_in_not_kept: (parts) => t`${keychain[parts.keychain]} لا يمكن حفظ تسجيل الدخول؛ سجّل الدخول مجددًا.`,
    no_tls: "لا يستطيع هذا الجهاز إجراء اتصالات آمنة. اطلب من مسؤول النظام فحص شهاداته.",
    org_not_read: "تعذّرت قراءة المؤسسة. سجّل الدخول مجددًا.",
    not_revoked:
      "سُجّل خروجك على هذا الجهاز. تعذّر الوصول إلى Salesforce لإنهاء الدخول هناك أيضًا؛ ويستطيع مسؤول النظام ذلك.",
    sign_in_again: "تطلب منك Salesforce تسجيل الدخول مجددًا.",
    unreachable_sent_later: "تعذّر الوصول إلى Salesforce. تستمر المكالمات والملاحظات؛ وما تحفظه يُرسل لاحقًا.",
    door_ports_taken: ({ ports }) =>
      t`يستخدم برنامج آخر منافذ بوابة Callside (${ports.join(", ")})، فلا تصل المكالمات من نظام الهاتف. أغلق ذلك البرنامج؛ ويعاود Callside المحاولة تلقائيًا.`,
    door_no_secret: (parts) =>
      t`${keychain[parts.keychain]} لذلك لا تصل المكالمات من نظام الهاتف. يعاود Callside المحاولة تلقائيًا.`,
    door_bad_secret:
      "سر بوابة Callside تالف، فلا تصل المكالمات من نظام الهاتف. اطلب من مسؤول النظام إزالته من سلسلة المفاتيح وأعد تشغيل Callside.",
    paused_for_sign_in: "لا يُرسل شيء حتى يسجّل أحد الدخول إلى Salesforce. كل شيء محفوظ.",
    paused_until: (_, when) =>
      t`استنفدت مؤسستك استدعاءات API في Salesforce. لا يُرسل شيء قبل ${when}. كل شيء محفوظ.`,
    console_not_allowed: "وحدة الأوامر للمشرفين والمسؤولين. اطلب من مسؤول النظام مجموعة الأذونات اللازمة.",
    api_calls_kept: "استدعاءات API قليلة لدى مؤسستك. تُحفظ للمكالمات وخلاصاتها؛ ويستمر الباقي تلقائيًا لاحقًا.",
    query_over: "انتهى هذا الاستعلام. شغّله مجددًا.",
    bad_condition: "تعذّرت قراءة الشرط.",
    look_up_faulty: ({ message }) => t`يجب أن يصلح مسؤول النظام هذا الاستعلام: ${message}`,
    stale: ({ because }) => told.stale[because],
    bad_file: "ليس في هذا الملف استعلامات Callside. ما كان لديك باقٍ.",
    no_downloads: "تعذّر حفظ الملف: لا يوجد مجلد للتنزيلات. لم يتغير شيء آخر.",
    no_room_for_file: "القرص ممتلئ فلم يُحفظ الملف. لم يتغير شيء مما كان. أفسح مكانًا وأعد المحاولة.",
    not_a_picture: "هذه ليست صورة، فلم يُحفظ شيء.",
    older_calls_not_allowed: "دورك أو مؤسستك لا يسمح بجلب هذه المكالمات. اسأل المسؤول.",
    older_calls_under_way: "مكالمات أقدم تصل بالفعل. انتظرها أو أنهها أولًا.",
    file_not_saved: "تعذّر حفظ الملف. لم يتغير شيء آخر. أفسح مكانًا في التنزيلات وأعد المحاولة.",
    relay: ({ trouble }) => relay[trouble],
    relay_not_kept: (parts) => t`${keychain[parts.keychain]} لا يمكن حفظ جلسة خادم الترحيل؛ لم يُغيَّر شيء.`,
    set_by_policy: "حددت مؤسستك هذا، ولا يستطيع تغييره إلا مسؤول النظام. لم يُغيَّر شيء.",
    supervisor_only: "لا يرى أعداد الفريق إلا مشرفو Callside ومسؤولوه. يمنح مسؤول النظام هذا الدور.",
    flags_by_supervisors:
      "لا يضع العلامات على المكالمات إلا مشرفو Callside ومسؤولوه. يمنح مسؤول النظام هذا الدور.",
    unknown_flag: "لم تعد لدى شركتك هذه العلامة. اختر غيرها.",
    colleague_unknown: "لا يمكن إعطاء هذا الزميل عملًا الآن. لم يتغير شيء.",
    filter_needs_name: "سمِّ التصفية لتجدها لاحقًا.",
    too_many_filters: ({ most }) => t`توجد بالفعل ${most} تصفية. انسَ واحدة أولًا؛ هذه ما زالت مستخدمة.`,
    lacks_disposition: "اختر كيف انتهت المكالمة (المفاتيح 1-9).",
    lacks_notes: "تتطلب هذه النتيجة ملاحظات.",
    lacks_confirmation: "أكّد هوية المتصل أولًا.",
    lacks_pick: "اختر من المتصل أولًا.",
    lacks_field: ({ label }) => t`يجب ملء ${label}.`,
  },
  keychainTrouble: keychain,
  databaseTrouble: {
    what: (trouble) => database(trouble)[0],
    todo: (trouble) => database(trouble)[1],
  },
};
