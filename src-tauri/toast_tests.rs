use super::*;
use crate::ipc::views::fixtures::{lens, pop, sarah};

#[test]
fn a_toast_lives_while_nobody_has_picked_up() {
    for (phase, first, shows) in [
        (Phase::Ringing, true, true),
        (Phase::Ringing, false, true),
        (Phase::Talking, true, true),
        (Phase::Talking, false, false),
        (Phase::OnHold, false, false),
        (Phase::Ended, true, false),
    ] {
        let toast = of(&ScreenPop { phase, ..pop(Caller::Unknown) }, first, &lens(), Language::En);
        assert_eq!(matches!(toast, Toast::Show { .. }), shows, "{phase:?} {first}");
    }
}

#[test]
fn it_says_who_and_why() {
    let words = words(&pop(sarah(Sameness::Exact)), &lens(), Language::En.words());
    assert_eq!(words.summary, "Sarah Johnson");
    assert_eq!(words.body, "Acme Corporation · +1 415-555-0134 · Billing\nMatched on Mobile, exact number.");
}

#[test]
fn it_speaks_the_language_of_the_window() {
    for (language, why) in [
        (Language::De, "Gefunden über Mobile, genau diese Nummer."),
        (Language::Es, "Coincide en Mobile, número exacto."),
        (Language::Fr, "Reconnu par Mobile, numéro exact."),
        (Language::Ar, "مطابق في \u{2068}Mobile\u{2069}، الرقم نفسه تمامًا."),
    ] {
        let words = words(&pop(sarah(Sameness::Exact)), &lens(), language.words());
        assert!(words.body.ends_with(why), "{}", words.body);
    }
}

#[test]
fn an_unsure_match_stays_covered() {
    let words = words(&pop(sarah(Sameness::National)), &lens(), Language::En.words());
    assert_eq!(words.summary, "S•••• J••••••");
    assert!(!words.body.contains("Acme") && !words.body.contains("0134"), "{}", words.body);
}

#[test]
fn markup_in_a_name_is_text() {
    assert_eq!(escaped("<b>A & B</b>"), "&lt;b&gt;A &amp; B&lt;/b&gt;");
}

#[test]
fn a_masked_screen_has_masked_toasts() {
    let masked = Lens { masked: true, ..lens() };
    let words = words(&pop(sarah(Sameness::Exact)), &masked, Language::En.words());
    assert_eq!(words.summary, "S•••• J••••••");
    assert!(!words.body.contains("Acme") && !words.body.contains("0134"), "{}", words.body);
}
