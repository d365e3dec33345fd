use super::*;

#[test]
fn a_form_reads_back_what_it_shows() {
    let mut access = PhoneAccess { switch_username: "callside".into(), ..PhoneAccess::default() };
    access.switch.api_base_url = "https://switch.example".into();
    access.switch.paths.hold = Some("/calls/hold".into());
    access.switch.call_id_at = vec!["$.a".into(), "$.b".into()];
    access.switch.recording_at = vec!["$.c".into()];
    access.five9.call_id_at = vec!["$.d".into(), "$.e".into()];
    access.five9.recording_at = vec!["$.f".into()];
    let mut kept = PhonePreferences { dial_by: Some(Provider::Phone), ..PhonePreferences::default() };
    kept.agent.insert(Provider::Phone, "201".into());
    kept.external_ids.insert("account_number".into(), IdSource::Shown { label: "Account".into() });
    let names = BTreeMap::from([("Hot".to_owned(), DispositionCode("interested".into()))]);
    kept.dispositions.insert(Provider::Five9, DispositionNames { names: names.clone(), push: true, comment: false });
    kept.dispositions.insert(Provider::Aircall, DispositionNames { names, push: true, comment: true });
    let shown = form(&access, &kept);
    assert_eq!(super::access(&shown), access);
    assert_eq!(preferences(kept.clone(), &shown).unwrap(), kept);
}

#[test]
fn a_persons_own_name_at_the_phone_systems_is_told_from_everything_else() {
    let kept = form(&PhoneAccess::default(), &PhonePreferences::default());
    let is_own = |spoil: fn(&mut PhoneSetupChange)| {
        let mut change = PhoneSetupChange { form: kept.clone(), keys: PhoneKeysChange::default() };
        spoil(&mut change);
        is_own_name_alone(&kept, &change)
    };
    assert!(is_own(|change| change.form.switch.agent = "201".into()));
    assert!(is_own(|change| change.form.aircall.agent = "731416".into()));
    assert!(is_own(|change| change.form.five9.agent = "dana".into()));
    assert!(!is_own(|change| change.form.policy.do_not_call = "allow".into()));
    assert!(!is_own(|change| change.form.switch.api_base_url = "https://other.example".into()));
    assert!(!is_own(|change| change.keys.sticky_key = Some(String::new())));
}

#[test]
fn what_cannot_be_is_said() {
    let good = form(&PhoneAccess::default(), &PhonePreferences::default());
    let spoil = |spoil: fn(&mut PhoneForm)| {
        let mut form = good.clone();
        spoil(&mut form);
        preferences(PhonePreferences::default(), &form).unwrap_err().message
    };
    for (spoiled, expected) in [
        (spoil(|form| form.sticky.recognised = 1.5), Sentence::ConfidencesBad),
        (spoil(|form| form.sticky.verify = 0.9), Sentence::ConfidencesBad),
        (spoil(|form| form.policy.quiet_from = "25:00".into()), Sentence::QuietHoursBad),
        (spoil(|form| form.policy.do_not_call = "maybe".into()), Sentence::Internal),
        (
            spoil(|form| {
                form.sticky.external_ids =
                    vec![ExternalIdForm { name: "x".into(), from: "shown".into(), label: " ".into() }];
            }),
            Sentence::IdWithoutSource { name: "x".into() },
        ),
    ] {
        assert_eq!(spoiled, expected);
    }
}
