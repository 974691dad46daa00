import { Construct } from "constructs";
import type { AnyStep } from "../statemachines/flow.ts";
import { BundledFunction } from "./bundled-function.ts";
import { acknowledge } from "./findings.ts";
import type { House } from "./house.ts";
import { acknowledgeNeeds } from "./needs-findings.ts";
import { stepSource } from "./step-modules.ts";

/** A whole processor comes with so much memory, and less with less: 100,000 offering items are seconds of work. */
const WHOLE_PROCESSOR = 1_769;
const wholeProcessor: ReadonlySet<string> = new Set(["readServices", "publishServices"]);

/** The functions of the steps: one each, which every machine with that step shares. */
export class Steps extends Construct {
  private readonly house: House;
  private readonly made = new Map<string, BundledFunction>();

  constructor(scope: Construct, house: House) {
    super(scope, "Steps");
    this.house = house;
  }

  of(step: AnyStep): BundledFunction {
    const made = this.made.get(step.name) ?? this.make(step);
    this.made.set(step.name, made);
    return made;
  }

  private make({ name, title, needs }: AnyStep): BundledFunction {
    const made = new BundledFunction(this, this.house, {
      name: name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      description: `Step: ${title}`,
      source: stepSource(name),
      needs,
      ...(wholeProcessor.has(name) ? { megabytes: WHOLE_PROCESSOR } : {}),
    });
    acknowledge(made.function, {
      "Serverless-LambdaDLQ": "Step Functions invokes a step synchronously, sees its failure, and parks the order.",
    });
    acknowledgeNeeds(made, this.house, needs);
    return made;
  }
}
