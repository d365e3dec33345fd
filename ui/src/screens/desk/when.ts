import { atMinutes } from "../../words/times";

/** How many days ahead a time can be agreed. */
const DAYS = 60;

/** The local midnights that can be picked: today and the next {@link DAYS}, and the picked one where it lies outside. */
export function days(now: number, picked: number | null): number[] {
  const today = new Date(now);
  const list = Array.from({ length: DAYS + 1 }, (_, i) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() + i).getTime(),
  );
  const own = picked === null ? null : atMinutes(picked, 0);
  return own === null || list.includes(own) ? list : [...list, own].sort((a, b) => a - b);
}

/** Minutes since midnight as they are typed back: "10:00". */
export function timeText(at: number): string {
  const date = new Date(at);
  return `${date.getHours()}:${String(date.getMinutes()).padStart(2, "0")}`;
}
