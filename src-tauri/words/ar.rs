//! Arabic. Parts are isolated, so that a name or a number keeps its own direction inside of the sentence and controls of
//! direction in it end with it (Unicode Standard Annex 9, 2.4: FSI, PDI).

use super::Vocabulary;
use callside_flow::CardWords;
use callside_salesforce::oauth::PageWords;

pub(super) const WORDS: Vocabulary = Vocabulary {
    several: |count| format!("عدد من لهم هذا الرقم: {count}."),
    unknown: "لا أحد في Salesforce له هذا الرقم.",
    withheld: "يخفي المتصل رقمه.",
    internal: "زميل أو رقم مختصر.",
    unreadable: "تعذّرت قراءة الرقم.",
    number_withheld: "الرقم محجوب",
    number_unreadable: "رقم غير مقروء",
    number: isolated,
    extension: |digits| format!("تحويلة {}", isolated(digits)),
    matched: |field| format!("مطابق في {}، الرقم نفسه تمامًا.", isolated(field)),
    matched_national: |field| format!("مطابق في {}، الرقم نفسه دون رمز الدولة.", isolated(field)),
    chosen_before: "اختير لهذا الرقم من قبل.",
    made_here: "أُنشئ على هذا المكتب قبل لحظات.",
    open: "فتح",
    show: "إظهار Callside",
    quit: "إنهاء",
    nothing_waits: "لا شيء ينتظر",
    waiting: |count| format!("في انتظار الإرسال: {count}"),
    refused: |count| format!("مرفوض: {count}، انظر صندوق الصادر"),
    needs_you: "يحتاج Callside إليك",
    rings: "مكالمة ترن",
    asks_for_help: |who| format!("{} يطلب المساعدة", isolated(who)),
    answers: |who| format!("ردّ {} على طلب المساعدة", isolated(who)),
    card: CardWords {
        company: "الشركة",
        open_case: "حالة مفتوحة",
        escalated: "مُصعَّدة",
        last_outcome: "آخر نتيجة",
        still_wants: "ما زال يريد",
    },
    sign_in: PageWords {
        language: "ar",
        signed_in: "تم تسجيل دخولك.",
        not_signed_in: "لم يتم تسجيل دخولك.",
        says_why: "يوضح Callside السبب.",
        close: "يمكنك إغلاق علامة التبويب هذه.",
    },
};

fn isolated(text: &str) -> String {
    let text: String =
        text.chars().filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect();
    format!("\u{2068}{text}\u{2069}")
}

#[cfg(test)]
mod tests {
    use super::WORDS;

    #[test]
    fn a_part_cannot_turn_what_stands_around_it() {
        assert_eq!((WORDS.number)("+1 415 555 0134"), "\u{2068}+1 415 555 0134\u{2069}");
        assert_eq!((WORDS.extension)("\u{2069}\u{202e}12"), "تحويلة \u{2068}12\u{2069}");
    }
}
