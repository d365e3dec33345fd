import type { FormView, WindowForm } from "../host/bindings";
import type { Host } from "../host/host";

/** The form of the window: every screen, or a small card of the call in front. */
export class Form {
  #host: Host;
  #view = $state.raw<FormView>({ form: "full", may_be_compact: true });

  constructor(host: Host) {
    this.#host = host;
  }

  /** The window is a small card. */
  get isCompact(): boolean {
    return this.#view.form === "compact";
  }

  /** The policy of the machine lets it be one. */
  get mayBeCompact(): boolean {
    return this.#view.may_be_compact;
  }

  /** Asks how it is. */
  async read(): Promise<void> {
    this.#view = await this.#host.call("window_form").catch(() => this.#view);
  }

  /** Gives it a form. A second key may come before the answer, and means the other one. */
  async take(form: WindowForm): Promise<void> {
    const before = this.#view;
    this.#view = { ...before, form };
    try {
      this.#view = await this.#host.call("set_window_form", form);
    } catch (error) {
      this.#view = before;
      throw error;
    }
  }
}
