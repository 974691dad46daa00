import * as z from "zod";
import { causes } from "../../functions/causes.ts";
import { type BssAccount, customerAccount } from "../bss/accounts.ts";
import type { BssInstallation } from "../bss/installation.ts";
import { registrationContract } from "../start/veeam-contract.ts";
import { idOf, must, readable, refusalOf, shown, type Story } from "./story.ts";

const Order = z.object({
  status: z.string(),
  workItem: z
    .object({ task: z.string(), form: z.string(), values: z.array(z.object({ field: z.string(), value: z.string() })) })
    .nullable(),
  checklist: z.array(z.string()).nullable(),
});
const Page = z.object({ orders: z.array(z.object({ orderId: z.string(), accountId: z.string() })) });

const customer = (id: string, name: string, managed: "CustomerManaged" | "PartnerManaged"): BssAccount => {
  const domain = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "")}.example`;
  const contact = { contactFirstName: "Eleni", contactLastName: "Markou", contactEmail: `eleni@${domain}` };
  const options = { role: "1", primaryAdministrator: managed, domain, ...(managed === "CustomerManaged" ? contact : {}) };
  return customerAccount(id, name, { SyncOptions: options });
};

/** The second vendor: the same words, a process that people do a part of. */
export const veeamChapter = async (story: Story): Promise<void> => {
  const { screen, stage } = story;
  screen.chapter("9  Veeam: one flow, where a person's step is a state and no error");
  const bss = stage.veeamBss();
  const { instanceId } = await connected(story, bss);
  await byContract(story, bss);
  await stuck(story, bss);
  await byHand(story, bss, instanceId);
};

const connected = async ({ stage, screen }: Story, bss: BssInstallation): Promise<{ instanceId: string }> => {
  const { veeam } = stage;
  const refusals = await bss.saveSettings({
    SystemName: "Veeam Data Cloud",
    ProviderId: veeam.agreement,
    RegistrationWay: "http",
    ConsoleAddress: "",
    ApiKey: veeam.apiKey,
    DistributorDiscount: "10",
    PrimaryCurrency: "EUR",
    UpdateProductNames: "update",
  });
  must(refusals.length === 0, `Veeam's settings should be accepted: ${refusals.join(" ")}`);
  const { Instance: instanceId = "" } = await bss.additionalInfo();
  const saved = await stage.operator("PUT", `instances/${instanceId}/registration-contract`, registrationContract(veeam.contractUrl));
  must(saved.status === 200, "the registration contract should be saved");
  screen.done(
    `Rental agreement ${veeam.agreement} is active; its own registration end point is declared as data: PUT /v1/instances/…/registration-contract`,
  );
  return { instanceId };
};

const byContract = async (story: Story, bss: BssInstallation): Promise<void> => {
  const { screen, stage } = story;
  const { world } = stage.veeam;
  const managed = await shown(story, () => bss.synchroniseToTheEnd(customer("700", "Naxos Hotels", "CustomerManaged"), 50));
  screen.done(`Customer Managed: Naxos Hotels is customer ${idOf(managed)}, verified and registered for Veeam Data Cloud`);
  screen.detail(`the provider's next steps: ${managed.extraInfo["VeeamNextSteps"]?.slice(0, 130) ?? ""}…`);
  const partner = idOf(await bss.synchroniseToTheEnd(customer("701", "Paros Ferries", "PartnerManaged"), 50));
  must(world.registrationsOf(partner)[0]?.contact === null, "a partner managed customer should have no contact");
  screen.done(`Partner Managed: Paros Ferries is customer ${partner}; no contact is asked for, and none is sent`);

  const details = { country: "GR", city: "Athens", addressLine: "1 Odos Ermou", postalCode: "10563", domain: "milospharmacy.example" };
  await fetch(`${stage.veeam.url}/simulator/pulse/customers`, {
    method: "POST",
    body: JSON.stringify({ name: "Milos Pharmacy", ...details }),
  });
  const existing = idOf(await bss.synchroniseToTheEnd(customer("702", "Milos Pharmacy", "CustomerManaged"), 50));
  must(world.customers.filter(({ name }) => name === "Milos Pharmacy").length === 1, "an existing customer should be linked");
  screen.done(`An existing one: Milos Pharmacy stood in Pulse already, under the same domain; it is linked (${existing}), not made twice`);
};

const stuck = async (story: Story, bss: BssInstallation): Promise<void> => {
  const { screen, stage } = story;
  const account = customer("703", "Tinos Marble", "CustomerManaged");
  stage.veeam.faults.add({ kind: "registration", outcome: "stuck" });
  const told = refusalOf(await bss.synchroniseToTheEnd(account, 50), causes.supportNeeded.code);
  screen.done(`Tinos Marble is not registered after 10 minutes, so support must help: “${readable(told)}”`);
  const { workItem } = await orderOf(story, account.ID);
  const line = (field: string): string => workItem?.values.find((value) => value.field === field)?.value ?? "";
  screen.detail(
    `the case's text stands in the order: ${workItem?.form}; ${line("Case type")}, ${line("Problem area")}: ${line("Summary")}`,
  );
  must((await stage.lookForRegistrations()) === 0, "what is not registered should not be seen");
  const made = stage.veeam.world.customers.find(({ name }) => name === account.Name);
  stage.veeam.people.finishSupportCase({ customerId: made?.id ?? "" });
  must((await stage.lookForRegistrations()) === 1, "the hourly look should resume the order");
  const id = idOf(await bss.synchroniseToTheEnd(account, 50));
  must(stage.veeam.world.registrationsOf(id).length === 1, "the registration should have been sent once");
  screen.done("Support finishes it; the hourly look sees the registration and the order goes on by itself, with nothing sent twice");
};

const byHand = async (story: Story, bss: BssInstallation, instanceId: string): Promise<void> => {
  const { screen, stage } = story;
  const rule = {
    ways: { findCustomer: "manual", createCustomer: "manual", readCustomer: "manual", register: "manual", readRegistration: "manual" },
  };
  must((await stage.operator("PUT", `instances/${instanceId}/veeam-rule`, rule)).status === 200, "the rule should be saved");
  const account = customer("704", "Syros Shipyard", "PartnerManaged");
  refusalOf(await bss.synchroniseToTheEnd(account, 50), causes.handWork.code);
  const { workItem } = await orderOf(story, account.ID);
  screen.done(`By hand, for who has only Pulse's pages: Syros Shipyard waits for a person: ${workItem?.form}`);
  screen.detail(
    workItem?.values
      .slice(0, 5)
      .map(({ field, value }) => `${field}: ${value}`)
      .join(", ") ?? "",
  );
  await confirm(story, account.ID, { tenantId: "a7m7d0000000I31AAE" });
  refusalOf(await bss.synchroniseToTheEnd(account, 50), causes.handWork.code);
  await confirm(story, account.ID, { registered: true });
  idOf(await bss.synchroniseToTheEnd(account, 50));
  const { checklist } = await orderOf(story, account.ID);
  screen.done(
    `Confirmed twice (POST /v1/orders/…/confirm), it is done, with a checklist of ${checklist?.length ?? 0} steps for the provider`,
  );
};

/** Orders that are done are not in the list of open ones, so the story remembers them. */
const known = new Map<string, string>();

const orderOf = async ({ stage }: Story, accountId: string): Promise<z.infer<typeof Order>> => {
  const { orders } = Page.parse((await stage.operator("GET", "orders?status=parked")).body);
  const orderId = orders.find((order) => order.accountId === accountId)?.orderId ?? known.get(accountId) ?? "";
  known.set(accountId, orderId);
  return Order.parse((await stage.operator("GET", `orders/${orderId}`)).body);
};

const confirm = async (story: Story, accountId: string, done: object): Promise<void> => {
  await orderOf(story, accountId);
  const answer = await story.stage.operator("POST", `orders/${known.get(accountId)}/confirm`, done);
  must(answer.status === 202, `the confirmation should be taken, and the door answered ${answer.status}`);
};
