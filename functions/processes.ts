/** The processes that an order can be: the name of its state machine. */
export const orderProcesses = [
  "onboard-acronis",
  "disable-acronis",
  "delete-acronis",
  "onboard-veeam",
  "disable-veeam",
  "change-veeam-subscription",
  "change-acronis-services",
] as const;

/** The processes that run for a whole instance, by its schedule or by hand. */
export const instanceProcesses = ["get-services-definition", "take-usage"] as const satisfies readonly string[];

/** Every process, in the order in which the stack makes its machines. */
export const processes = [...orderProcesses, ...instanceProcesses] as const;

export type OrderProcess = (typeof orderProcesses)[number];
export type ProcessName = (typeof processes)[number];

/** What an execution is started with, and nothing else: the id of its order, or of its instance. */
export const inputOf = (process: string, id: string): { readonly orderId: string } | { readonly instanceId: string } =>
  instanceProcesses.some((name: string) => name === process) ? { instanceId: id } : { orderId: id };
