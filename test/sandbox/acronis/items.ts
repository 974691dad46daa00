import { type Answer, backup, type Client, type Fields, items } from "./client.ts";

/** What a customer under this parent could get. */
export const onOffer = async (api: Client, parent: string, edition = "pck_per_workload"): Promise<Fields[]> =>
  items(await api.get(`tenants/${parent}/offering_items/available_for_child?kind=customer&edition=${edition}`));

/** An offering item of Cyber Protection as a PUT names it: on, unless told. */
export const item = (name: string, given: Fields = {}): Fields => ({ application_id: backup, name, status: 1, ...given });

export const put = (api: Client, tenant: string, offering_items: Fields[], more: Fields = {}): Promise<Answer> =>
  api.put(`tenants/${tenant}/offering_items`, { offering_items, ...more });

/** The items of a tenant that are on, by name. */
export const itemsOn = async (api: Client, tenant: string): Promise<Map<unknown, Fields>> =>
  new Map(items(await api.get(`tenants/${tenant}/offering_items?edition=*&status=1`)).map((one) => [one["name"], one]));
