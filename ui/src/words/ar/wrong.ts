/** Arabic: what is wrong with what an admin sets up, by its kinds and parts. No full stop at the end. */
import type {
  FactKind,
  NamedThing,
  PieceSort,
  RuleExpects,
  SignatureWrong,
  SoqlExpects,
  SoqlWants,
  StepWrong,
  TypedWants,
} from "../../host/bindings";
import type { Words } from "../en/en";
import { t } from "./text";

const fact: Record<FactKind, string> = {
  text: "نص",
  number: "عدد",
  bool: "نعم أو لا",
  date: "يوم",
  moment: "لحظة",
  list: "قائمة",
  any: "أي قيمة",
};

const piece: Record<PieceSort, string> = {
  text: "نص",
  whole: "عدد صحيح",
  duration: "مدة زمنية",
  moment: "لحظة",
  day: "يوم",
  phone: "رقم هاتف",
  person: "شخص",
  link: "رابط",
  any: "أي قيمة",
};

const thing: Record<NamedThing, string> = {
  action: "إجراء",
  disposition: "نتيجة",
  object: "كائن",
  field: "حقل",
  automation: "قاعدة أتمتة",
  look_up: "استعلام",
  transform: "خطوة",
};

const rule: Record<RuleExpects, string> = {
  operand: "اسم أو قيمة",
  joint: "and أو or أو نهاية القاعدة",
  close: "قوس إغلاق",
  list: 'قائمة مثل ["a", "b"]',
  comma: "فاصلة أو نهاية القائمة",
  value: "نص أو عدد أو true أو false",
  with: "كلمة with",
  empty: "empty أو not empty",
  side: "قيمة على كل جانب، لا شرط",
};

const query: Record<Exclude<SoqlExpects["what"], "words">, string> = {
  field: "حقل",
  condition: "شرط",
  value:
    "قيمة: نص بين علامتي اقتباس مفردتين، أو عدد، أو يوم، أو true أو false أو null أو {{قيمة من المكالمة}}",
  count: "عدد صحيح من الأيام أو الأسابيع أو …",
  operator: "معامل: =, !=, <, <=, >, >=, LIKE, IN, NOT IN, INCLUDES أو EXCLUDES",
  object: "اسم كائن",
  one_object: "كائن واحد فقط؛ تُكتب الكائنات الأصل كمسارات",
  scope: "نطاق",
  relationship: "اسم علاقة",
  function: "دالة من SOQL",
  category_group: "مجموعة فئات",
  category: "فئة",
  limit: "أقصى عدد للصفوف",
  offset: "عدد الصفوف التي تُتخطى",
  end: "نهاية الاستعلام، أو عبارة بترتيب SOQL",
};

const wants: Record<SoqlWants, string> = {
  bool: "true أو false",
  number: "عدد",
  day: "يوم مثل 2026-01-31 أو TODAY",
  moment: "لحظة مثل 2026-01-31T12:00:00Z، أو كلمة مثل TODAY",
  text: "نص بين علامتي اقتباس مفردتين",
  value: "قيمة",
};

const typed: Record<TypedWants, string> = {
  bool: "true أو false",
  whole: "عددًا صحيحًا",
  day: "يومًا مثل 2026-11-20",
  moment: "لحظة مثل 2026-11-20T17:00:00Z",
};

const step: Record<StepWrong, string> = {
  no_step: "لا توجد خطوة كهذه",
  zone_form: "تُكتب المنطقة الزمنية هكذا: date in Asia/Riyadh",
  no_zone: "لا توجد منطقة زمنية كهذه",
  pattern: "هذا النمط ليس من أنماط strftime",
  length: "يُكتب الطول هكذا: truncate 80، أو: truncate 80 with …",
  words: "تُكتب الكلمات هكذا: translate inbound=Inbound, outbound=Outbound, otherwise nothing",
};

const signature: Record<SignatureWrong, string> = {
  missing: "تطلب مؤسستك ملفات موقّعة، وهذا الملف بلا توقيع",
  wrong: "التوقيع لا يخص هذا الملف",
  key: "المفتاح في سياسة مؤسستك ليس مفتاح Ed25519 عامًا بصيغة base64",
};

export const wrong: Pick<Words, "pieceSort" | "wrongAt" | "wrong"> = {
  pieceSort: piece,
  wrongAt: (character, what) => t`الحرف ${character}: ${what}`,
  wrong: {
    file_too_large: "الملف أكبر من 4 ميغابايت",
    not_json: (message) => t`هذا ليس JSON: ${message}`,
    not_ours: 'هذا ليس إعداد Callside: لا يبدأ بـ "callside_config": 1',
    newer: (version) => t`هذا الملف بإصدار ${version}، ولا يقرؤه إلا Callside أحدث. حدّث Callside أولًا`,
    signature: (why) => signature[why],
    unknown_key: (key) => t`لا شيء هنا اسمه ${key}`,
    unknown_word: (word) => t`${word} ليست من الكلمات الممكنة هنا`,
    twice: (name) => t`ورد ${name} مرتين`,
    shape: (message) => t`هذا ليس كما ينبغي: ${message}`,
    nowhere: (of) => t`لا يوجد ${thing[of.thing]} باسم ${of.name}`,
    no_value: (of) => t`ليس في ${of.field} قيمة ${of.value}`,
    no_record_type: (object) => t`ليس في ${object} نوع سجل كهذا في مؤسستك`,
    not_writable: (field) => t`لا يحق لمستخدمك الكتابة في ${field}`,
    kind: (of) => t`يأتي هنا ${fact[of.wanted]}، لا ${fact[of.found]}`,
    missing: (name) => t`${name} مفقود`,
    needs_call: "يحتاج هذا إلى مكالمة، وما يشغّله ليست له مكالمة",
    circle: (names) => t`تعود هذه إلى نفسها: ${names.join(" → ")}`,
    too_many: (most) => t`يُسمح هنا بـ ${most} على الأكثر`,
    range: (of) => t`يأتي هنا عدد من ${of.from} إلى ${of.to}`,
    too_long: (most) => t`هذا أطول من ${most} حرفًا`,
    shares: "slow وstop وlast نسب من 1 إلى 100، بهذا الترتيب",
    rule_empty: "القاعدة فارغة",
    too_deep: (most) => t`التداخل أعمق من ${most} مستويات`,
    open_text: "ليس لهذا النص علامة اقتباس ختامية",
    escape: "تأتي بعد الشرطة المائلة العكسية علامة اقتباس أو شرطة مثلها أو n أو t",
    character: (what) => t`${what} بلا معنى هنا`,
    number: "هذا ليس عددًا",
    name: "يتكون الاسم من حروف وأرقام و_ بين نقاط مفردة",
    expected: (what) => t`يأتي هنا ${rule[what]}`,
    unknown_name: (name) => t`لا شيء اسمه ${name}`,
    never: (of) => t`${of.name} لا يكون أبدًا «${of.value}»`,
    kinds: (of) => t`لا تمكن هنا مقارنة ${fact[of.left]} مع ${fact[of.right]}`,
    no_condition: (kind) => t`النوع ${fact[kind]} ليس شرطًا: قارنه بشيء`,
    open_slot: "ليس لـ {{ إغلاق }}",
    slot: "يأتي بين {{ و}} اسم، أو عدة أسماء بينها or",
    query_empty: "الاستعلام فارغ",
    not_select: "لا تمكن هنا إلا الاستعلامات التي تبدأ بـ SELECT: الاستعلام لا يغيّر شيئًا",
    changes: (clause) => t`تغيّر ${clause} السجلات أو تقفلها؛ احذفها`,
    not_over_rest: (clause) => t`لا يمكن سؤال ${clause} عبر REST؛ احذفها`,
    query_escape: "لا يمكن أن تسبق الشرطة المائلة العكسية هذا؛ اكتب اثنتين بدل واحدة",
    literal: "هذا ليس عددًا ولا يومًا ولا لحظة؛ توضع النصوص بين علامتي اقتباس مفردتين",
    placeholder: "تُكتب قيمة المكالمة بقوسين مزدوجين واسم وقوسين مزدوجين",
    no_placeholders: "لا يمكن أن تكون قيم المكالمة في هذا الاستعلام؛ ويمكن ذلك في استعلام محفوظ",
    variable: "تبدأ النقطتان متغير Apex، ولا يملؤه أحد هنا",
    soql: (of) => t`يأتي هنا ${of.what === "words" ? of.of : query[of.what]}`,
    mixed_logic: "يحتاج AND وOR جنبًا إلى جنب إلى أقواس",
    no_object: (name) => t`لا تعرض عليك مؤسستك كائنًا اسمه ${name}`,
    no_field: (of) => t`ليس في ${of.object} لدى مؤسستك حقل ${of.name}، أو لا يحق لك رؤيته`,
    no_relationship: (of) => t`ليس في ${of.object} علاقة اسمها ${of.name}`,
    no_children: (of) => t`ليس في ${of.object} سجلات تابعة اسمها ${of.name}`,
    not_filterable: (name) => t`لا يمكن العثور على السجلات بـ ${name}`,
    compared: (of) => t`يُقارن ${of.name} مع ${wants[of.with]}`,
    operator: (of) => t`لا يصلح ${of.operator} مع ${of.name}`,
    no_sheet: (name) => t`لا يوجد نوع سجل اسمه ${name}`,
    name_the_field: "حدّد الحقل الذي يُملأ",
    say_what: "حدّد ما يُكتب: كلمة من القائمة، أو نص فيه {{كلمات}}، أو = وقيمة ثابتة",
    no_word: (word) => t`${word} ليست من كلمات ربط الحقول`,
    step: (of) => t`${of.step}: ${step[of.because]}`,
    filled_twice: (field) => t`صف آخر يملأ ${field} بالفعل`,
    own: (field) => t`يملأ Callside الحقل ${field} بنفسه؛ ودونه قد تُسجَّل المكالمة مرتين`,
    step_takes: (of) => t`لا تقبل ${of.step} القيمة من نوع ${piece[of.gets]}`,
    field_takes: (of) => t`الحقل ${of.field} من نوع ${of.kind} ولا يقبل ${piece[of.gives]}`,
    field_of_type: (of) => t`الحقل ${of.field} من نوع ${of.kind} ولا يقبل هذه القيمة`,
    no_subject: "يحتاج ما يتبع إلى موضوع",
    cannot_change: (object) => t`لا تستطيع النتيجة تغيير الكائن ${object}`,
    no_length: "يحتاج الحدث إلى مدة بالدقائق",
    no_pause: "تحتاج المحاولة التالية إلى مهلة بالدقائق",
    no_effect: (name) => t`لا شيء مما قد يتبع اسمه ${name}`,
    no_due: (name) => t`${name} ليس وقت استحقاق`,
    not_of_kind: (of) => t`${of.text} غير صالح: يقبل الحقل ${typed[of.wanted]}`,
    key: (label) => t`تشترك النتيجة ${label} في مفتاحها أو رمزها مع أخرى، أو ليس لها أي من المفاتيح 1-9`,
    nameless: "نتيجة بلا اسم أو بلا رمز",
    outcome: (of) => t`يسمح الجدول ${of.table} بالنتيجة ${of.code} غير الموجودة`,
    scope: (table) => t`الجدول ${table} بلا حملة ولا قائمة انتظار، أو لما هو لجدول آخر`,
    no_outcome: (table) => t`لا يسمح الجدول ${table} بأي نتيجة`,
    org_lacks: (of) =>
      t`تعيّن ${of.label} الحقل ${of.field} (${of.object})، وهو غير موجود في مؤسستك أو لا يحق لك كتابته: يُترك`,
    org_lacks_value: (of) => t`تعيّن ${of.label} الحقل ${of.field} على ${of.value}، وهي غير موجودة في مؤسستك`,
  },
};
