//! The time of day where a number is at home.
//!
//! Source: IANA time zone database, `zone1970.tab` and the tables of its regions. A region with several zones (US,
//! Canada, Brazil, Australia, Spain with the Canaries) is left out of the first table on purpose; the second has all
//! zones in which people of the large ones live, for rules that must hold wherever somebody is. Area codes narrow it.

mod area_codes;

/// Every IANA zone in which a number of a region (two letters) may be at home, by its area code where that tells; one where it is
/// sure, none where the region is not known.
#[must_use]
pub fn of_number(region: &str, e164: &str) -> Vec<&'static str> {
    area_codes::zones(region, e164).map_or_else(|| all_of_region(region), <[_]>::to_vec)
}

/// The IANA zone of a region, by its two letters.
fn of_region(region: &str) -> Option<&'static str> {
    ZONES.binary_search_by_key(&region, |(letters, _)| letters).ok().map(|found| ZONES[found].1)
}

/// Every IANA zone in which the people of a region may be; empty where the region is not known.
fn all_of_region(region: &str) -> Vec<&'static str> {
    match SEVERAL.iter().find(|(letters, _)| *letters == region) {
        Some((_, zones)) => zones.to_vec(),
        None => of_region(region).into_iter().collect(),
    }
}

/// One zone for each time that is kept in the region, from east to west.
const SEVERAL: &[(&str, &[&str])] = &[
    (
        "US",
        &[
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Phoenix",
            "America/Los_Angeles",
            "America/Anchorage",
            "Pacific/Honolulu",
        ],
    ),
    (
        "CA",
        &[
            "America/St_Johns",
            "America/Halifax",
            "America/Toronto",
            "America/Winnipeg",
            "America/Regina",
            "America/Edmonton",
            "America/Vancouver",
        ],
    ),
    ("MX", &["America/Cancun", "America/Mexico_City", "America/Hermosillo", "America/Tijuana"]),
    ("BR", &["America/Noronha", "America/Sao_Paulo", "America/Manaus", "America/Rio_Branco"]),
    ("AR", &["America/Argentina/Buenos_Aires"]),
    ("CL", &["America/Punta_Arenas", "America/Santiago", "Pacific/Easter"]),
    ("ES", &["Europe/Madrid", "Atlantic/Canary"]),
    ("PT", &["Europe/Lisbon", "Atlantic/Azores"]),
    (
        "RU",
        &[
            "Asia/Kamchatka",
            "Asia/Magadan",
            "Asia/Vladivostok",
            "Asia/Yakutsk",
            "Asia/Irkutsk",
            "Asia/Krasnoyarsk",
            "Asia/Omsk",
            "Asia/Yekaterinburg",
            "Europe/Samara",
            "Europe/Moscow",
            "Europe/Kaliningrad",
        ],
    ),
    ("KZ", &["Asia/Almaty"]),
    ("ID", &["Asia/Jayapura", "Asia/Makassar", "Asia/Jakarta"]),
    ("AU", &["Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Australia/Darwin", "Australia/Perth"]),
    ("NZ", &["Pacific/Auckland", "Pacific/Chatham"]),
    ("EC", &["America/Guayaquil", "Pacific/Galapagos"]),
    ("CD", &["Africa/Lubumbashi", "Africa/Kinshasa"]),
    ("MN", &["Asia/Ulaanbaatar", "Asia/Hovd"]),
];

/// Sorted by region.
const ZONES: &[(&str, &str)] = &[
    ("AD", "Europe/Andorra"),
    ("AE", "Asia/Dubai"),
    ("AL", "Europe/Tirane"),
    ("AM", "Asia/Yerevan"),
    ("AO", "Africa/Luanda"),
    ("AT", "Europe/Vienna"),
    ("AZ", "Asia/Baku"),
    ("BA", "Europe/Sarajevo"),
    ("BB", "America/Barbados"),
    ("BD", "Asia/Dhaka"),
    ("BE", "Europe/Brussels"),
    ("BG", "Europe/Sofia"),
    ("BH", "Asia/Bahrain"),
    ("BM", "Atlantic/Bermuda"),
    ("BO", "America/La_Paz"),
    ("BS", "America/Nassau"),
    ("BY", "Europe/Minsk"),
    ("CH", "Europe/Zurich"),
    ("CI", "Africa/Abidjan"),
    ("CM", "Africa/Douala"),
    ("CN", "Asia/Shanghai"),
    ("CO", "America/Bogota"),
    ("CR", "America/Costa_Rica"),
    ("CU", "America/Havana"),
    ("CZ", "Europe/Prague"),
    ("DE", "Europe/Berlin"),
    ("DK", "Europe/Copenhagen"),
    ("DO", "America/Santo_Domingo"),
    ("DZ", "Africa/Algiers"),
    ("EE", "Europe/Tallinn"),
    ("EG", "Africa/Cairo"),
    ("ET", "Africa/Addis_Ababa"),
    ("FI", "Europe/Helsinki"),
    ("FJ", "Pacific/Fiji"),
    ("FR", "Europe/Paris"),
    ("GB", "Europe/London"),
    ("GE", "Asia/Tbilisi"),
    ("GH", "Africa/Accra"),
    ("GI", "Europe/Gibraltar"),
    ("GR", "Europe/Athens"),
    ("GT", "America/Guatemala"),
    ("HK", "Asia/Hong_Kong"),
    ("HN", "America/Tegucigalpa"),
    ("HR", "Europe/Zagreb"),
    ("HU", "Europe/Budapest"),
    ("IE", "Europe/Dublin"),
    ("IL", "Asia/Jerusalem"),
    ("IN", "Asia/Kolkata"),
    ("IQ", "Asia/Baghdad"),
    ("IR", "Asia/Tehran"),
    ("IS", "Atlantic/Reykjavik"),
    ("IT", "Europe/Rome"),
    ("JM", "America/Jamaica"),
    ("JO", "Asia/Amman"),
    ("JP", "Asia/Tokyo"),
    ("KE", "Africa/Nairobi"),
    ("KH", "Asia/Phnom_Penh"),
    ("KR", "Asia/Seoul"),
    ("KW", "Asia/Kuwait"),
    ("LB", "Asia/Beirut"),
    ("LI", "Europe/Vaduz"),
    ("LK", "Asia/Colombo"),
    ("LT", "Europe/Vilnius"),
    ("LU", "Europe/Luxembourg"),
    ("LV", "Europe/Riga"),
    ("MA", "Africa/Casablanca"),
    ("MC", "Europe/Monaco"),
    ("MD", "Europe/Chisinau"),
    ("ME", "Europe/Podgorica"),
    ("MK", "Europe/Skopje"),
    ("MM", "Asia/Yangon"),
    ("MT", "Europe/Malta"),
    ("MU", "Indian/Mauritius"),
    ("MY", "Asia/Kuala_Lumpur"),
    ("NG", "Africa/Lagos"),
    ("NI", "America/Managua"),
    ("NL", "Europe/Amsterdam"),
    ("NO", "Europe/Oslo"),
    ("NP", "Asia/Kathmandu"),
    ("OM", "Asia/Muscat"),
    ("PA", "America/Panama"),
    ("PE", "America/Lima"),
    ("PH", "Asia/Manila"),
    ("PK", "Asia/Karachi"),
    ("PL", "Europe/Warsaw"),
    ("PR", "America/Puerto_Rico"),
    ("PY", "America/Asuncion"),
    ("QA", "Asia/Qatar"),
    ("RO", "Europe/Bucharest"),
    ("RS", "Europe/Belgrade"),
    ("SA", "Asia/Riyadh"),
    ("SE", "Europe/Stockholm"),
    ("SG", "Asia/Singapore"),
    ("SI", "Europe/Ljubljana"),
    ("SK", "Europe/Bratislava"),
    ("SN", "Africa/Dakar"),
    ("SV", "America/El_Salvador"),
    ("TH", "Asia/Bangkok"),
    ("TN", "Africa/Tunis"),
    ("TR", "Europe/Istanbul"),
    ("TT", "America/Port_of_Spain"),
    ("TW", "Asia/Taipei"),
    ("TZ", "Africa/Dar_es_Salaam"),
    ("UA", "Europe/Kyiv"),
    ("UG", "Africa/Kampala"),
    ("UY", "America/Montevideo"),
    ("VE", "America/Caracas"),
    ("VN", "Asia/Ho_Chi_Minh"),
    ("ZA", "Africa/Johannesburg"),
    ("ZM", "Africa/Lusaka"),
    ("ZW", "Africa/Harare"),
];

#[cfg(test)]
mod tests {
    use super::{SEVERAL, ZONES, all_of_region, of_region};

    #[test]
    fn the_table_is_sorted_and_its_zones_exist() {
        assert!(ZONES.is_sorted_by(|a, b| a.0 < b.0), "binary search needs order");
        for (region, zone) in ZONES {
            assert!(jiff::tz::TimeZone::get(zone).is_ok(), "{region}: {zone}");
        }
        for (region, zones) in SEVERAL {
            assert_eq!(of_region(region), None, "{region} is in one table only");
            for zone in *zones {
                assert!(jiff::tz::TimeZone::get(zone).is_ok(), "{region}: {zone}");
            }
        }
        assert_eq!(all_of_region("GB"), ["Europe/London"]);
        assert_eq!(all_of_region("US").len(), 7);
        assert!(all_of_region("").is_empty());
    }

    #[test]
    fn regions_with_several_times_have_none() {
        for (region, zone) in
            [("GB", Some("Europe/London")), ("DE", Some("Europe/Berlin")), ("US", None), ("ES", None), ("", None)]
        {
            assert_eq!(of_region(region), zone, "{region}");
        }
    }
}
