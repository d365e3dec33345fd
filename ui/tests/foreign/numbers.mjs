// What Google's own libphonenumber makes of written phone numbers, as JSON lines for the test program `foreign`:
//   {"text", "home", "e164", "extension"}    a reading; e164 is null when the text is no possible number
//   {"left", "right", "match"}               a comparison: "exact", "national" or null
//   {"e164", "dialled"}                      the digits that people dial in the number's own country

import libphonenumber from "google-libphonenumber";

const { PhoneNumberUtil, PhoneNumberFormat, PhoneNumberType } = libphonenumber;
const { IS_POSSIBLE } = PhoneNumberUtil.ValidationResult;
const util = PhoneNumberUtil.getInstance();
const { MatchType } = PhoneNumberUtil;

/** As people write them: text and home region. */
const WRITTEN = [
  ["(415) 555-0134", "US"],
  ["415.555.0134", "US"],
  ["415/555-0134", "US"],
  ["415 555 0134", "CA"],
  ["1 (415) 555-0134", "US"],
  ["+1-415-555-0134", "GB"],
  ["+1 (415) 555-0134", ""],
  ["(415) 555-0134", ""],
  ["4155550134", "DE"],
  ["14155550134", "MX"],
  ["011 44 20 7946 0958", "US"],
  ["011442079460958", "CA"],
  ["0011 44 20 7946 0958", "AU"],
  ["00 44 20 7946 0958", "DE"],
  ["020 7946 0958", "GB"],
  ["(020) 7946-0958", "GB"],
  ["+44 (0)20 7946 0958", ""],
  ["+44 (0) 20 7946 0958", "US"],
  ["0044 (0)20 7946 0958", "FR"],
  ["07700 900123", "GB"],
  ["+44 7700 900 123", "GB"],
  ["030 23125 017", "DE"],
  ["030/23125-017", "DE"],
  ["+49 (30) 23125 - 017", "DE"],
  ["(0 30) 23 12 50 17", "DE"],
  ["0049 30 23125017", "AT"],
  ["01 23 45 67 89", "FR"],
  ["+33 1 23 45 67 89", "FR"],
  ["+33 (0)1 23 45 67 89", "FR"],
  ["06 1234 5678", "IT"],
  ["+39 06 1234 5678", "IT"],
  ["+39 312 345 6789", "IT"],
  ["0039 06 1234 5678", "IT"],
  ["+34 912 34 56 78", "ES"],
  ["91 234 56 78", "ES"],
  ["+31 20 123 4567", "NL"],
  ["020-1234567", "NL"],
  ["02 123 45 67", "BE"],
  ["+32 2 123 45 67", "BE"],
  ["044 668 18 00", "CH"],
  ["+41 44 668 18 00", "CH"],
  ["+43 1 234567", "AT"],
  ["01 234567", "AT"],
  ["08-123 456 78", "SE"],
  ["+46 (0)8 123 456 78", "SE"],
  ["22 12 34 56", "NO"],
  ["+47 22 12 34 56", "NO"],
  ["32 12 34 56", "DK"],
  ["09 1234567", "FI"],
  ["+48 22 123 45 67", "PL"],
  ["22 123 45 67", "PL"],
  ["+7 (495) 123-45-67", "RU"],
  ["8 (495) 123-45-67", "RU"],
  ["8 495 123 45 67", "KZ"],
  ["+380 44 123 4567", "UA"],
  ["044 123 4567", "UA"],
  ["+90 212 123 45 67", "TR"],
  ["0212 123 45 67", "TR"],
  ["+972-3-123-4567", "IL"],
  ["03-123-4567", "IL"],
  ["+971 4 123 4567", "AE"],
  ["04 123 4567", "AE"],
  ["+966 11 123 4567", "SA"],
  ["+20 2 12345678", "EG"],
  ["+27 11 123 4567", "ZA"],
  ["011 123 4567", "ZA"],
  ["+234 803 123 4567", "NG"],
  ["0803 123 4567", "NG"],
  ["+254 712 345678", "KE"],
  ["0712 345678", "KE"],
  ["+91 98765 43210", "IN"],
  ["098765 43210", "IN"],
  ["+91-22-1234-5678", "IN"],
  ["022 1234 5678", "IN"],
  ["+92 300 1234567", "PK"],
  ["+880 1712 345678", "BD"],
  ["+94 11 234 5678", "LK"],
  ["+86 10 1234 5678", "CN"],
  ["010-12345678", "CN"],
  ["+86 138 0013 8000", "CN"],
  ["+852 2123 4567", "HK"],
  ["2123 4567", "HK"],
  ["+886 2 1234 5678", "TW"],
  ["(02) 1234-5678", "TW"],
  ["+81 3-1234-5678", "JP"],
  ["03-1234-5678", "JP"],
  ["+82 2-123-4567", "KR"],
  ["02-123-4567", "KR"],
  ["+65 6123 4567", "SG"],
  ["6123 4567", "SG"],
  ["+60 3-1234 5678", "MY"],
  ["+62 21 1234567", "ID"],
  ["(021) 1234567", "ID"],
  ["+63 2 8123 4567", "PH"],
  ["+66 2 123 4567", "TH"],
  ["+84 24 1234 5678", "VN"],
  ["+61 2 1234 5678", "AU"],
  ["(02) 1234 5678", "AU"],
  ["0412 345 678", "AU"],
  ["+64 9 123 4567", "NZ"],
  ["09 123 4567", "NZ"],
  ["+52 55 1234 5678", "MX"],
  ["55 1234 5678", "MX"],
  ["+52 1 55 1234 5678", "MX"],
  ["044 55 1234 5678", "MX"],
  ["+54 11 2345-6789", "AR"],
  ["+54 9 11 2345 6789", "AR"],
  ["011 15-2345-6789", "AR"],
  ["(011) 2345-6789", "AR"],
  ["+55 11 91234-5678", "BR"],
  ["(11) 91234-5678", "BR"],
  ["0 15 11 91234-5678", "BR"],
  ["+56 2 1234 5678", "CL"],
  ["+57 601 1234567", "CO"],
  ["+51 1 123 4567", "PE"],
  ["+58 212-1234567", "VE"],
  ["+506 2123 4567", "CR"],
  ["+1 876-555-0123", "JM"],
  ["876 555 0123", "JM"],
  ["+1 246 555 0123", "BB"],
  ["+353 1 234 5678", "IE"],
  ["01 234 5678", "IE"],
  ["+351 21 123 4567", "PT"],
  ["+30 21 0123 4567", "GR"],
  ["+36 1 234 5678", "HU"],
  ["06 1 234 5678", "HU"],
  ["+420 212 345 678", "CZ"],
  ["+421 2 123 456 78", "SK"],
  ["02/123 456 78", "SK"],
  ["+385 1 2345 678", "HR"],
  ["+40 21 123 4567", "RO"],
  ["+359 2 123 4567", "BG"],
  ["+370 5 123 4567", "LT"],
  ["8 5 123 4567", "LT"],
  ["+371 6123 4567", "LV"],
  ["+372 612 3456", "EE"],
  ["+354 412 3456", "IS"],
  ["+800 1234 5678", ""],
  ["+883 5100 0123 4567", ""],
  ["+870 773 123 456", ""],
  ["(415) 555-0134 x23", "US"],
  ["(415) 555-0134 ext. 23", "US"],
  ["415-555-0134 extension 4021", "US"],
  ["+1 415 555 0134;ext=77", "US"],
  ["tel:+1-415-555-0134", ""],
  ["tel:+1-415-555-0134;ext=12", ""],
  ["020 7946 0958 #12", "GB"],
  ["415-555-0134 x", "US"],
  ["+4", "US"],
  ["+1415555", "US"],
  ["+1 415 555 01345", "US"],
  ["+999 123 456 789", "US"],
  ["555-0134", "US"],
  ["0123", "DE"],
  ["++1 415 555 0134", "US"],
  ["+ 1 415 555 0134", "US"],
  ["\uff0b1 415 555 0134", ""],
  ["\uff14\uff11\uff15 555 0134", "US"],
  ["\u0664\u0661\u0665 555 0134", "US"],
  ["415\u2013555\u20130134", "US"],
  ["415\u00a0555\u00a00134", "US"],
  ["\u202a+1 415 555 0134\u202c", "US"],
  ["+1 415 555 0134 / 0135", "US"],
  ["(415 555 0134", "US"],
  ["415) 555-0134", "US"],
  ["*67 415 555 0134", "US"],
  ["1-800-123-4567", "US"],
];

/** The home regions in which texts without a country code are read a second time. */
const ELSEWHERE = ["", "US", "DE"];

function parsed(text, home) {
  try {
    return util.parse(text, home || undefined);
  } catch {
    return undefined;
  }
}

function reading(text, home) {
  const number = parsed(text, home);
  const possible = number !== undefined && util.isPossibleNumberWithReason(number) === IS_POSSIBLE;
  return {
    text,
    home,
    e164: possible ? util.format(number, PhoneNumberFormat.E164) : null,
    extension: (possible && number.getExtension()) || null,
  };
}

function comparison(left, right) {
  const words = { [MatchType.EXACT_MATCH]: "exact", [MatchType.NSN_MATCH]: "national" };
  return { left, right, match: words[util.isNumberMatch(left, right)] ?? null };
}

function print(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

for (const [text, home] of WRITTEN) print(reading(text, home));

for (const region of util.getSupportedRegions()) {
  for (const type of [PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE]) {
    const number = util.getExampleNumberForType(region, type);
    if (!number) continue;
    const form = (format) => util.format(number, format);
    const [e164, national] = [form(PhoneNumberFormat.E164), form(PhoneNumberFormat.NATIONAL)];
    const international = form(PhoneNumberFormat.INTERNATIONAL);
    const abroad = util.formatOutOfCountryCallingNumber(number, region === "DE" ? "FR" : "DE");
    for (const text of [e164, international, form(PhoneNumberFormat.RFC3966)]) print(reading(text, ""));
    print(reading(abroad, region === "DE" ? "FR" : "DE"));
    for (const home of new Set([region, ...ELSEWHERE])) print(reading(national, home));
    print({ e164, dialled: national.replaceAll(/\D/g, "") });
    for (const right of [international, national, e164.slice(1), "+14155550134"])
      print(comparison(e164, right));
  }
}
