import { Deed } from "../../../state/deed.svelte";
import type { House } from "../../../state/house.svelte";
import { Team } from "../team.svelte";
import { csv, picture, png, sheet, type Caption, type ChartTable } from "./chart";

/** What is saved of an answer of the team's numbers: its table, and its picture alone or as a sheet that says what it shows. */
export class Copies {
  readonly deed = new Deed();
  #house: House;
  #saved = $state<string | null>(null);

  constructor(house: House) {
    this.#house = house;
  }

  /** Where the last one lies. */
  get saved(): string | null {
    return this.#saved;
  }

  /** The table. */
  table(file: string, table: ChartTable): Promise<void> {
    return this.#text(`${file}.csv`, csv(table));
  }

  /** The picture alone. */
  alone(file: string, svg: SVGSVGElement, title: string): Promise<void> {
    return this.#text(`${file}.svg`, picture(svg, title));
  }

  /** The picture as a sheet that can be sent on. */
  async sheet(
    file: string,
    svg: SVGSVGElement,
    caption: Pick<Caption, "title" | "legend"> & { means?: string | undefined },
  ): Promise<void> {
    const { words } = this.#house;
    const team = this.#house.one(Team);
    const { means, ...said } = caption;
    const whole: Caption = {
      ...said,
      period: team.about(words),
      definition: means ?? words.team.definition(team.window),
      direction: words.direction === "rtl" ? "rtl" : "ltr",
    };
    this.#tell(
      await this.deed.run(async () => {
        const drawn = await png(sheet(svg, whole));
        return this.#house.host.call("save_picture", { name: `${file}.png`, png: drawn });
      }),
    );
  }

  async #text(name: string, text: string): Promise<void> {
    this.#tell(await this.deed.run(() => this.#house.host.call("save_text", { name, text })));
  }

  #tell(answer: { path: string } | undefined): void {
    this.#saved = answer?.path ?? null;
    if (answer) this.#house.said.say(this.#house.words.team.savedAt(answer.path));
  }
}
