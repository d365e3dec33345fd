/** Times and lengths as people read them. Pure: the moment, the locale and the zone come in. */
import type { Words } from "./en/en";
import { dateFormat } from "./formats";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "3 h", "12 min", "5 d". */
export function age(words: Words, from: number, now: number): string {
  const gone = Math.max(0, now - from);
  if (gone < MINUTE) return words.time.seconds(Math.floor(gone / 1000));
  if (gone < HOUR) return words.time.minutes(Math.floor(gone / MINUTE));
  if (gone < 2 * DAY) return words.time.hours(Math.floor(gone / HOUR));
  return words.time.days(Math.floor(gone / DAY));
}

/** "2:14", "1:02:09". */
export function length(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** "9:42 AM" in a zone; `null` for a zone that this machine does not know. */
export function clock(locale: string, at: number, zone?: string): string | null {
  try {
    const options: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };
    if (zone !== undefined) options.timeZone = zone;
    return dateFormat(locale, options).format(at);
  } catch {
    return null;
  }
}

/** Whether two moments are on one day here. */
export function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** "11 Nov", with the year when it is another one. */
export function day(locale: string, at: number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "short" };
  if (!sameYear) options.year = "numeric";
  return dateFormat(locale, options).format(at);
}

/** "9:42 AM" today, "11 Nov" before. */
export function short(locale: string, at: number, now: number): string {
  return sameDay(at, now) ? (clock(locale, at) ?? "") : day(locale, at, now);
}

/** "Sat, 21 Nov, 10:00". */
export function moment(locale: string, at: number): string {
  const options: Intl.DateTimeFormatOptions = {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  };
  return dateFormat(locale, options).format(at);
}

/** "Today", "Tomorrow", "Mon, 23 Nov". */
export function dayName(words: Words, locale: string, at: number, now: number): string {
  if (sameDay(at, now)) return words.time.today;
  if (sameDay(at, new Date(now).setDate(new Date(now).getDate() + 1))) return words.time.tomorrow;
  return dateFormat(locale, { weekday: "short", day: "numeric", month: "short" }).format(at);
}

/**
 * Minutes since midnight of a time as typed: "10", "10:30", "1030", "3pm", "3.15 pm". `null` when it is none.
 */
export function readTime(text: string): number | null {
  const found = /^(\d{1,2})(?:[:.h]?(\d{2}))?\s*([ap])?\.?(?:m\.?)?$/i.exec(text.trim());
  if (!found) return null;
  let hour = Number(found[1]);
  const minute = Number(found[2] ?? "0");
  const half = found[3]?.toLowerCase();
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === "p" ? 12 : 0);
  }
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

/** The moment at so many minutes after the local midnight of a day. */
export function atMinutes(dayAt: number, minutes: number): number {
  const date = new Date(dayAt);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate(), 0, minutes).getTime();
}
