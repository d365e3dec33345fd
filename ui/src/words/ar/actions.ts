/** Arabic: actions. */
import type { MisfitBecause, WantedView } from "../../host/bindings";
import type { Words } from "../en/en";
import { catalogue } from "./catalogue";
import { CHANGES, RESULTS } from "./nouns";
import { counted, t } from "./text";

/** What a field takes. */
const WANTED: Record<WantedView, string> = {
  yes_or_no: "نعم أو لا",
  whole_number: "عددًا صحيحًا",
  number: "عددًا",
  day: "يومًا، مثل 2026-11-30",
  moment: "يومًا ووقتًا",
  record: "سجلًا",
};

const meant = (nearest: string | null) => (nearest === null ? "" : t` هل قصدت ${nearest}؟`);

export const actions: Pick<Words, "actions"> = {
  actions: {
    title: "الإجراءات",
    all: "كل الإجراءات",
    find: "ماذا تريد أن تفعل؟",
    none: "لا يوجد إجراء بهذه الكلمات.",
    more: "حقول أخرى",
    look: "استعلام",
    doIt: "تنفيذ",
    sure: "هل تريد التنفيذ الآن؟",
    sureDelete: "هل تريد حذف هذا السجل؟",
    goesWith: "ويُحذف معه",
    bin: "يبقى في سلة محذوفات Salesforce لمدة 15 يومًا، ويعيده زر «تراجع» منها.",
    deleteIt: "حذف",
    keepIt: "إبقاء",
    emptyField: "إفراغ حقل",
    emptyNone: "لا شيء",
    emptied: "سيُفرَّغ",
    recordHint: "اكتب اسمًا أو الصق معرّفًا",
    gone: (field) => `لا يُكتب ${field}.`,
    recordOf: "نوع السجل",
    noRecord: "لا شيء بهذا الاسم.",
    standing: "القيم الحالية معبّأة. لا يُكتب إلا ما تغيّره، والحقل الذي تفرغه يُفرَّغ.",
    notRead: "تعذّرت قراءة القيم الحالية الآن. يُكتب ما تملؤه ويبقى الباقي كما هو.",
    whole: "إجابة Salesforce كاملة",
    cut: "كانت الإجابة أطول من اللازم؛ هذه بدايتها.",
    undo: "تراجع",
    undoHint:
      "تعود القيم السابقة حيث لم يغيّرها أحد منذ ذلك الحين، وينتقل الجديد إلى سلة المحذوفات، ويعود منها ما حُذف.",
    text: (english) => catalogue[english] ?? english,
    kept: "ما أدخلته محفوظ.",
    binned: "في سلة المحذوفات",
    goesAlong: (count, label, more) => (more ? t`أكثر من ${count} ${label}` : t`${count} ${label}`),
    misfit: (because: MisfitBecause): string => {
      switch (because.kind) {
        case "missing":
          return t`الحقل ${because.label} ناقص.`;
        case "missing_one_of":
          return t`أحد هذه الحقول ناقص: ${because.labels.join("، ")}.`;
        case "wanted":
          return t`يقبل الحقل ${because.label} ${WANTED[because.wanted]}.`;
        case "too_long":
          return t`${because.label}: الحد الأقصى ${because.most} حرفًا.`;
        case "not_listed":
          return t`${because.label}: لا تسمح مؤسستك بالقيمة ${because.value}.${meant(because.nearest)}`;
        case "no_field":
          return t`لا يحتوي ${because.object} على حقل ${because.field}.${meant(because.nearest)}`;
        case "not_writable":
          return t`لا يحق لمستخدم Salesforce الخاص بك الكتابة في ${because.label}.`;
        case "nothing":
          return "املأ حقلًا واحدًا على الأقل.";
      }
    },
    saved: "تم الحفظ، والإرسال جارٍ.",
    again: "مرة أخرى",
    count: (n) => counted(n, RESULTS),
    firstOf: (n) => t`أول ${n}؛ ويوجد المزيد`,
    setup: "الإجراءات",
    setupLead: "لمن يُعرض كل إجراء وفي أي المكالمات ومتى. لا يسري شيء قبل الحفظ.",
    asItIs: "عرض المستخدم حاليًا",
    adminOnly: "لا يستطيع تغيير هذا إلا مسؤول Callside.",
    isOff: "غير معروض",
    isOffered: "معروض",
    onCall: "على المكالمة",
    onCallLong: "يظهر على المكالمة نفسها",
    asks: "يسأل أولًا",
    asksFirst: "يسأل قبل التنفيذ",
    asksAlways: "يُسأل دائمًا قبل الحذف.",
    forWhom: "لمن",
    roles: { agent: "للجميع", supervisor: "المشرفون والمسؤولون", admin: "المسؤولون" },
    when: "متى",
    moments: {
      ringing: "أثناء الرنين",
      talking: "أثناء المحادثة",
      wrap_up: "بعد المكالمة",
      always: "حتى دون مكالمة",
    },
    queues: "في مكالمات قوائم الانتظار هذه",
    queuesHint: "أسماء تفصل بينها فواصل. فارغ: كل القوائم.",
    rows: "عدد الصفوف على الأكثر",
    rowsHint: "من 1 إلى 2000",
    rowFields: "حقول الصف",
    addRowField: "إضافة حقل إلى الصفوف",
    rowFieldsHint: "أسماء API تفصل بينها فواصل، مثل Name, Account.Name",
    compared: "الحقول التي تُقارَن",
    comparedHint: "يُبحث عمّا يُكتب في كل منها.",
    comparesOne: "يقارن البحث حقلاً واحدًا على الأقل.",
    comparesMost: (n: number) => `يقارن البحث ${n} حقلاً على الأكثر.`,
    addCompared: "مقارنة حقل من سجل أصلي",
    howCompared: (field: string) => `كيف يُقارَن ${field}`,
    comparedBy: {
      contains: "يحتوي عليه",
      starts_with: "يبدأ به",
      exact: "يطابقه تمامًا",
      phone: "رقم الهاتف نفسه",
      case_number: "رقم الحالة نفسه",
    },
    asTemplate: "كما في القالب",
    nothingChanged: "لم يتغير شيء.",
    saveCount: (n) => (n === 0 ? "حفظ" : t`حفظ (${counted(n, CHANGES)})`),
    fileLead: "تُكتب هنا السلاسل والإجراءات بأسمائك الخاصة وقوالبك الخاصة. في الدليل أمثلة.",
    own: "إجراءاتك الخاصة",
    ownLead:
      "تُبنى من الإجراءات أعلاه أو من استعلام أو من استدعاء لواجهة المؤسسة البرمجية، ولكلٍّ منها اسمه الخاص.",
    ownNone: "لا شيء بعد.",
    ownInFile: "مكتوب في الملف أدناه",
    ownChange: "تغيير",
    ownNew: { run: "جديد: معبّأ مسبقًا", query: "جديد: استعلام", call: "جديد: استدعاء للواجهة البرمجية" },
    ownTitle: "العنوان",
    ownAbout: "الغرض منه في جملة واحدة",
    ownName: "في الملف",
    ownNoTitle: "أعطه عنوانًا أولًا.",
    ownRuns: "ينفّذ هذا الإجراء",
    ownChoose: "اختر إجراءً…",
    ownChooseField: "اختر حقلًا…",
    ownFill: "تعبئة حقل مسبقًا",
    ownAddStep: "إجراء آخر بعده",
    ownRemove: "إزالة",
    ownInputs: "ما يسأل عنه الموظف",
    ownInputsHint: "في النصوص يُكتب كل منها {{input.name}}.",
    ownInputName: "الاسم",
    ownInputLabel: "التسمية",
    ownAddInput: "السؤال عن شيء",
    ownQuery: "استعلام",
    ownMethod: "الطريقة",
    ownPath: "المسار",
    ownPathHint: "ما يلي ‎/services/data/vXX.0/‎. تُرمَّز القيم فيه.",
    ownBody: "المحتوى (JSON)",
    ownRepeatable: "لا يغيّر شيئًا، أو يغيّر الشيء نفسه مهما أُرسل",
    ownWrong: "لا يمكن اعتماده بعد:",
    ownDelete: "حذف",
    ownSure: "نعم، احذفه",
    ownStep: (n) => `الإجراء ${n}`,
    ownInput: (n) => `السؤال ${n}`,
    merge: "اكتب الحقول المختارة وأبقِ قيمهم في سواها",
    takeMine: "قيمتي",
  },
};
