import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import PickFile from "../../src/parts/PickFile.svelte";

test("a file is read with its name, and can be picked again after it was mended", async () => {
  const onpick = vi.fn();
  render(PickFile, { props: { label: "Take a file", onpick } });
  const input = screen.getByLabelText<HTMLInputElement>("Take a file");
  // A browser tells of a change only when what is picked differs from what stands in the input.
  const stands = vi.spyOn(input, "value", "set");
  const file = new File(['{"callside_config": 1}'], "monday.json", { type: "application/json" });
  await fireEvent.change(input, { target: { files: [file] } });
  await waitFor(() => expect(onpick).toHaveBeenCalledWith("monday.json", '{"callside_config": 1}'));
  expect(stands).toHaveBeenCalledWith("");
});
