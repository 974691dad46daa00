import { alarmsChecks } from "./checks/alarms.ts";
import { rightsChecks } from "./checks/rights.ts";
import { stackChecks } from "./checks/stack.ts";

// One file, so that the CDK is loaded and the stack synthesised once.
stackChecks();
rightsChecks();
alarmsChecks();
