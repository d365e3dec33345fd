//! Which times an area code leaves possible, in regions that keep several. A number that moved with its owner, or a mobile one,
//! may be elsewhere; rules about calling hours go by the number.
//!
//! Sources: NANPA, "Geographic NPAs" (United States and Canada); ACMA, Numbering Plan 2015 (Australia); Anatel, "Códigos
//! Nacionais" (Brazil); CNMC (Spain); the zones of each place by the IANA time zone database.

/// Codes of one region with the same times.
struct Area {
    region: &'static str,
    /// What stands before each code: `+` and the country code.
    country: &'static str,
    /// From east to west.
    zones: &'static [&'static str],
    codes: &'static str,
}

const EASTERN: &str = "America/New_York";
const CENTRAL: &str = "America/Chicago";
const MOUNTAIN: &str = "America/Denver";
const ARIZONA: &str = "America/Phoenix";
const PACIFIC: &str = "America/Los_Angeles";

/// The zones in which a number of a region may be; `None` where its area code says nothing.
pub(super) fn zones(region: &str, e164: &str) -> Option<&'static [&'static str]> {
    let is_of = |area: &&Area| {
        let rest = e164.strip_prefix(area.country);
        area.region == region && rest.is_some_and(|rest| area.codes.split(' ').any(|code| rest.starts_with(code)))
    };
    AREAS.iter().find(is_of).map(|area| area.zones)
}

const fn us(zones: &'static [&'static str], codes: &'static str) -> Area {
    Area { region: "US", country: "+1", zones, codes }
}

const fn canada(zones: &'static [&'static str], codes: &'static str) -> Area {
    Area { region: "CA", country: "+1", zones, codes }
}

const fn australia(zones: &'static [&'static str], codes: &'static str) -> Area {
    Area { region: "AU", country: "+61", zones, codes }
}

const fn brazil(zones: &'static [&'static str], codes: &'static str) -> Area {
    Area { region: "BR", country: "+55", zones, codes }
}

const AREAS: &[Area] = &[
    us(
        &[EASTERN],
        "201 202 203 207 212 215 216 220 223 227 229 231 234 239 240 248 252 260 267 269 272 276 283 301 302 304 305 313 \
         315 317 321 324 326 330 332 336 339 347 351 352 363 380 386 401 404 407 410 412 413 419 434 436 440 443 445 463 470 472 \
         475 478 484 502 508 513 516 517 518 540 551 561 567 570 571 582 585 586 603 607 609 610 614 616 617 624 631 640 \
         645 646 656 667 678 679 680 681 686 689 703 704 706 716 717 718 724 727 728 732 734 740 743 754 757 762 765 770 771 \
         772 774 781 786 802 803 804 810 813 814 821 826 828 835 838 839 843 845 848 854 856 857 859 860 862 863 864 865 878 \
         904 908 910 912 914 917 919 929 934 937 941 943 947 948 954 959 973 978 980 984 989",
    ),
    us(
        &[CENTRAL],
        "205 210 214 217 218 224 225 228 235 251 254 256 262 274 281 309 312 314 316 318 319 320 325 327 331 334 337 346 \
         353 361 402 405 409 414 417 430 432 447 464 469 479 501 504 507 512 515 531 534 539 557 563 572 573 580 601 608 612 615 \
         618 629 630 636 641 651 659 660 662 682 708 712 713 715 726 730 731 737 763 769 773 779 806 815 816 817 830 832 \
         847 861 870 872 901 903 913 918 920 924 936 938 940 945 952 956 972 975 979 985",
    ),
    us(&[MOUNTAIN], "303 307 385 406 435 505 575 719 720 801 915 970 983"),
    us(&[ARIZONA], "480 520 602 623"),
    us(
        &[PACIFIC],
        "206 209 213 253 279 310 323 341 350 357 360 369 408 415 424 425 442 503 509 510 530 559 562 564 619 626 628 650 657 661 \
         669 702 707 714 725 747 760 805 818 820 831 837 840 858 909 916 925 949 951 971",
    ),
    us(&["America/Anchorage", "America/Adak"], "907"),
    us(&["Pacific/Honolulu"], "808"),
    us(&[EASTERN, CENTRAL], "219 270 364 423 448 574 606 812 850 906 930 931"),
    us(&[CENTRAL, MOUNTAIN], "308 605 620 701 785"),
    us(&[MOUNTAIN, ARIZONA], "928"),
    us(&[MOUNTAIN, PACIFIC], "208 458 541 775 986"),
    canada(&["America/St_Johns", "America/Halifax"], "709 879"),
    canada(&["America/Halifax"], "428 506 782 902"),
    canada(&["America/Halifax", "America/Toronto"], "367 418 581"),
    canada(
        &["America/Toronto"],
        "226 249 263 289 343 354 365 382 416 437 438 450 468 514 519 548 579 613 647 683 705 742 753 819 873 905 942",
    ),
    canada(&["America/Toronto", "America/Winnipeg"], "807"),
    canada(&["America/Winnipeg"], "204 431 584"),
    canada(&["America/Regina", "America/Edmonton"], "306 474 639"),
    canada(&["America/Edmonton"], "368 403 587 780 825"),
    canada(&["America/Edmonton", "America/Fort_Nelson", "America/Vancouver"], "236 250 257 672 778"),
    canada(&["America/Vancouver"], "604"),
    canada(&["America/Toronto", "America/Winnipeg", "America/Edmonton", "America/Whitehorse"], "867"),
    // Broken Hill, in the area of the east, keeps the time of Adelaide.
    australia(&["Australia/Sydney", "Australia/Adelaide"], "2"),
    australia(&["Australia/Melbourne"], "3"),
    australia(&["Australia/Brisbane"], "7"),
    australia(&["Australia/Adelaide", "Australia/Darwin", "Australia/Perth"], "8"),
    brazil(&["America/Noronha", "America/Sao_Paulo"], "81"),
    brazil(&["America/Manaus"], "65 66 67 69 92 95"),
    brazil(&["America/Manaus", "America/Rio_Branco"], "97"),
    brazil(&["America/Rio_Branco"], "68"),
    brazil(
        &["America/Sao_Paulo"],
        "11 12 13 14 15 16 17 18 19 21 22 24 27 28 31 32 33 34 35 37 38 41 42 43 44 45 46 47 48 49 51 53 54 55 61 62 63 64 71 \
         73 74 75 77 79 82 83 84 85 86 87 88 89 91 93 94 96 98 99",
    ),
    Area { region: "ES", country: "+34", zones: &["Atlantic/Canary"], codes: "822 828 922 928" },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zone::all_of_region;
    use jiff::Timestamp;
    use jiff::tz::TimeZone;
    use std::collections::BTreeSet;

    #[test]
    fn each_code_stands_once_and_keeps_times_of_its_region() {
        let mut known = BTreeSet::new();
        for area in AREAS {
            for code in area.codes.split(' ') {
                assert!(!code.is_empty() && known.insert((area.region, code)), "{} {code}", area.region);
            }
            // In winter and in summer, an hour that is kept there is kept somewhere in the region.
            for moment in ["2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z"] {
                let moment: Timestamp = moment.parse().unwrap();
                let hour = |zone: &str| TimeZone::get(zone).unwrap().to_offset(moment);
                let kept: Vec<_> = all_of_region(area.region).into_iter().map(hour).collect();
                let extra = ["America/Adak", "America/Fort_Nelson", "America/Whitehorse"];
                for zone in area.zones.iter().filter(|zone| !extra.contains(zone)) {
                    assert!(kept.contains(&hour(zone)), "{} {zone}", area.region);
                }
            }
        }
        assert_eq!(known.iter().filter(|(region, _)| *region == "US").count(), 363);
    }

    #[test]
    fn an_area_code_narrows_the_region() {
        for (region, e164, expected) in [
            ("US", "+12125550134", Some(&[EASTERN][..])),
            ("US", "+13125550134", Some(&[CENTRAL])),
            ("US", "+18085550134", Some(&["Pacific/Honolulu"])),
            ("US", "+12085550134", Some(&[MOUNTAIN, PACIFIC])),
            // A service, no area.
            ("US", "+12115550134", None),
            ("CA", "+16045550134", Some(&["America/Vancouver"])),
            // Another region's code.
            ("CA", "+12125550134", None),
            ("AU", "+61298765432", Some(&["Australia/Sydney", "Australia/Adelaide"])),
            ("AU", "+61412345678", None),
            ("BR", "+556832345678", Some(&["America/Rio_Branco"])),
            ("ES", "+34922345678", Some(&["Atlantic/Canary"])),
            ("ES", "+34612345678", None),
            ("DE", "+493023125017", None),
        ] {
            assert_eq!(zones(region, e164), expected, "{region} {e164}");
        }
    }
}
