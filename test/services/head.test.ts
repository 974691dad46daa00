import { describe, expect, it } from "vitest";
import { bookOf, firstHead, type Found, holding, publishing, refusing } from "../../functions/services/head.ts";

const found = (root: string, month = "2026-09"): Found => ({
  root,
  difference: `${root}-difference`,
  at: `${month}-10T02:00:00.000+00:00`,
});

describe("what an operator refused", () => {
  const first = publishing(firstHead("an-instance"), found("first"));
  const refused = refusing(holding(first, found("second"), ["too dear"]));

  it("is remembered as long as the same version is published", () => {
    expect([refused.refused, refused.published?.root, refused.held]).toEqual([["second"], "first", undefined]);
    expect(refusing(holding(refused, found("third"), ["gone"])).refused).toEqual(["second", "third"]);
  });

  it("is another question once another version is published, so it can be held and accepted again", () => {
    expect(publishing(refused, found("third")).refused).toEqual([]);
  });
});

describe("the prices of a month", () => {
  it("are those that were published last in it or before it, and none before the first", () => {
    const head = ["2026-07", "2026-09"].reduce((before, month) => publishing(before, found(month, month)), firstHead("an-instance"));
    const again = publishing(head, { ...found("later"), at: "2026-09-28T02:00:00.000+00:00" });
    const roots = ["2026-06", "2026-07", "2026-08", "2026-09", "2026-12"].map((month) => bookOf(again, month)?.root);
    expect(roots).toEqual([undefined, "2026-07", "2026-07", "later", "later"]);
  });
});
