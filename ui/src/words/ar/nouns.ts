import type { Noun } from "./text";

/** One shape for the numbers from three on, as feminine nouns have from eleven on. */
const noun = (zero: string, one: string, two: string, few: string, rest: string, many = rest): Noun => ({
  zero,
  one,
  two,
  few,
  many,
  other: rest,
});

/** What Callside counts, in Arabic. */
export const CALLS = noun("لا مكالمات", "مكالمة واحدة", "مكالمتان", "مكالمات", "مكالمة");
export const RECORDS = noun("لا سجلات", "سجل واحد", "سجلان", "سجلات", "سجل", "سجلًا");
export const ROWS = noun("لا صفوف", "صف واحد", "صفان", "صفوف", "صف", "صفًا");
export const ATTEMPTS = noun("دون محاولات", "محاولة واحدة", "محاولتان", "محاولات", "محاولة");
export const RESULTS = noun("لا نتائج", "نتيجة واحدة", "نتيجتان", "نتائج", "نتيجة");
export const CHANGES = noun("لا تغييرات", "تغيير واحد", "تغييران", "تغييرات", "تغيير", "تغييرًا");
export const FAULTS = noun("لا أخطاء", "خطأ واحد", "خطآن", "أخطاء", "خطأ");
export const THINGS = noun("لا شيء", "أمر واحد", "أمران", "أمور", "أمر", "أمرًا");
export const EVENTS = noun("لا أحداث", "حدث واحد", "حدثان", "أحداث", "حدث", "حدثًا");
export const PEOPLE = noun("لا أحد", "شخص واحد", "شخصان", "أشخاص", "شخص", "شخصًا");
export const WAITING = noun("لا شيء ينتظر", "واحد ينتظر", "اثنان ينتظران", "تنتظر", "ينتظر");
export const REFUSED = noun("لا رفض", "واحد مرفوض", "اثنان مرفوضان", "مرفوضة", "مرفوض", "مرفوضًا");
/** After a word such as "since". */
export const DAYS = noun("أقل من يوم", "يوم واحد", "يومين", "أيام", "يوم", "يومًا");
export const WEEKS = noun("أقل من أسبوع", "أسبوع واحد", "أسبوعين", "أسابيع", "أسبوع", "أسبوعًا");
export const SECONDS = noun("أقل من ثانية", "ثانية واحدة", "ثانيتين", "ثوانٍ", "ثانية");
export const MEMORIES = noun(
  "لا شيء محفوظ",
  "معلومة محفوظة واحدة",
  "معلومتان محفوظتان",
  "معلومات محفوظة",
  "معلومة محفوظة",
);
