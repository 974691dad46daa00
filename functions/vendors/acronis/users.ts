import * as z from "zod";
import { Transient } from "../../errors.ts";
import { codeOf, isEmptyOrJson } from "./answers.ts";
import { newUserBody, rolesBody } from "./bodies.ts";
import { type Calls, pathOf, query } from "./calls.ts";
import { listOf } from "./answers.ts";
import { alive, byIds } from "./lists.ts";
import { User } from "./objects.ts";
import type { Acronis } from "./port.ts";
import { refusal } from "./verdicts.ts";

type Users = Pick<Acronis, "checkLogin" | "createUser" | "usersOf" | "readUser" | "updateUser" | "setRoles" | "sendActivation">;

/** Users, their roles and their activation (acronis-api.md, 7). */
export const usersOf = (calls: Calls): Users => ({
  checkLogin: async (login) => {
    const answer = await calls.answer({ operation: "checkLogin", method: "GET", path: `/users/check_login${query({ username: login })}` });
    if (answer.status === 204) return "free";
    if (answer.status === 409) return "taken";
    if (answer.status === 406 || codeOf(answer.text) === "1033") return "unacceptable";
    // A good answer that is not the one agreed says nothing of the login.
    if (answer.status >= 200 && answer.status <= 299) throw new Transient(`checkLogin answered ${answer.status}`);
    throw refusal("checkLogin", answer);
  },
  createUser: (user) => calls.read({ operation: "createUser", method: "POST", path: "/users", body: newUserBody(user) }, User),
  usersOf: async (tenantId) => {
    const { items: ids } = await calls.read(
      { operation: "usersOf", method: "GET", path: pathOf`/tenants/${tenantId}/users` },
      listOf(z.string()),
    );
    return alive(await byIds(calls, { operation: "usersOf", path: "/users", ids }, User));
  },
  readUser: (userId) => calls.read({ operation: "readUser", method: "GET", path: pathOf`/users/${userId}` }, User),
  updateUser: (userId, { version, contact }) =>
    calls.read({ operation: "updateUser", method: "PUT", path: pathOf`/users/${userId}`, body: { version, contact } }, User),
  setRoles: async (userId, tenantId, roles) => {
    const call = { operation: "setRoles", method: "PUT", path: pathOf`/users/${userId}/access_policies` } as const;
    const { items } = await calls.read({ ...call, body: rolesBody(userId, tenantId, roles) }, listOf(Policy));
    const given = new Set(items.map(({ role_id }) => role_id));
    if (roles.some((role) => !given.has(role))) throw new Transient("setRoles was answered well and changed nothing");
  },
  sendActivation: async (userId) => {
    const call = { operation: "sendActivation", method: "POST", path: pathOf`/users/${userId}/send-activation-email` } as const;
    const { text } = await calls.done({ ...call, body: {} });
    // 204 has no body (5); JSON is tolerated, but a page of something in between is no answer of Acronis.
    if (!isEmptyOrJson(text)) throw new Transient("sendActivation gave an answer that cannot be read");
  },
});

const Policy = z.object({ role_id: z.string() });
